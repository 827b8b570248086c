"""How a person settles money that isn't what we asked for."""

from django.db import transaction

from tips import states
from tips.exceptions import CannotSettle
from tips.ledger.rows import derive, lock_payment
from tips.ledger.truth import apply, mismatch_of, move
from tips.models import Payment
from tips.providers.base import PaymentTruth

SETTLED = "settled_by_a_person"


def close_mismatch(payment: Payment) -> Payment:
    """End a payment whose money a person has dealt with. Nothing is booked. Raise CannotSettle."""
    with transaction.atomic():
        payment = _mismatched(payment)
        payment.flag = Payment.Flag.CLOSED
        move(payment, states.FAILED, SETTLED)
        payment.next_poll = None
        payment.save()
        derive(payment.tip)
    return payment


def accept_other_amount(payment: Payment, truth: PaymentTruth) -> Payment:
    """Take what came for what was given, and book it. Raise CannotSettle.

    Only the amount may differ, and the tip may have no other payment. What is booked already stays as
    it is: its charge can't be changed.
    """
    with transaction.atomic():
        payment = _mismatched(payment)
        tip = payment.tip
        is_plain = mismatch_of(payment, truth) == "amount_minor" and tip.payments.count() == 1
        if payment.state == states.SUCCEEDED:
            raise CannotSettle("The payment is booked.")
        if not is_plain or truth.state != states.SUCCEEDED or truth.amount_minor < 1:
            raise CannotSettle("Not only the amount differs, or the tip has other payments.")
        tip.quantity, tip.covered_fee_minor = None, 0
        tip.amount_minor = payment.amount_minor = truth.amount_minor
        payment.flag = Payment.Flag.NONE
        tip.save(update_fields=["quantity", "covered_fee_minor", "amount_minor"])
        payment.save(update_fields=["amount_minor", "flag"])
        return apply(truth, payment.provider) or payment


def _mismatched(payment: Payment) -> Payment:
    payment = lock_payment(payment.pk)
    if payment.flag != Payment.Flag.MISMATCH:
        raise CannotSettle("The payment is settled already.")
    return payment
