"""How a provider's truth becomes our records."""

import logging
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tips import states
from tips.ledger.disputes import apply_dispute
from tips.ledger.refunds import apply_refund
from tips.ledger.rows import book, derive, lock_payment, owe
from tips.models import Movement, Notice, Payment, Refund
from tips.providers.base import PaymentTruth

LOOK_AGAIN = timedelta(minutes=10)
FEE_PATIENCE = timedelta(days=7)  # A fee in another currency never becomes known.
logger = logging.getLogger(__name__)


def apply(truth: PaymentTruth, provider: str) -> Payment | None:
    """Bring our records in line with a provider's truth. Return None if it isn't about us.

    The same truth again changes nothing; a truth that contradicts what we asked for books nothing.
    """
    with transaction.atomic():
        payment = _payment_of(truth, provider)
        if payment is None:
            return None
        if problem := mismatch_of(payment, truth):
            logger.error("Payment %s mismatches in %s", payment, problem)
            payment.flag = payment.flag or Payment.Flag.MISMATCH
            payment.save()
            owe(payment.tip, Notice.Kind.MISMATCH, str(payment.uuid))
            return payment
        if payment.flag == Payment.Flag.MISMATCH:
            payment.flag = Payment.Flag.NONE
        payment.remote_id = truth.remote_id
        move(payment, truth.state, truth.failure_code)
        _settle(payment, truth)
        for refund in truth.refunds:
            apply_refund(payment, refund)
        for dispute in truth.disputes:
            apply_dispute(payment, dispute)
        _plan(payment, truth)
        derive(payment.tip)
    return payment


def _payment_of(truth: PaymentTruth, provider: str) -> Payment | None:
    try:
        reference = uuid.UUID(truth.reference)
    except ValueError:
        return None
    pk = Payment.objects.filter(uuid=reference, provider=provider).values_list("pk", flat=True)
    return lock_payment(pk[0]) if pk else None


def mismatch_of(payment: Payment, truth: PaymentTruth) -> str:
    """Return the names of the facts in which the truth isn't what we asked for."""
    facts = ["account", "livemode", "amount_minor", "currency"]
    if payment.remote_id:
        facts.append("remote_id")
    wrong = [f for f in facts if getattr(payment, f) != getattr(truth, f)]
    share = truth.platform_fee.amount_minor if truth.platform_fee else 0
    if truth.state == states.SUCCEEDED and share != payment.platform_fee_minor:
        wrong.append("platform_fee")
    return ", ".join(wrong)


def move(payment: Payment, state: str, failure_code: str = "") -> None:
    """Move a payment if its state lets it; an older truth that comes late changes nothing."""
    if state not in states.NEXT[payment.state]:
        return
    payment.state = state
    payment.failure_code = failure_code[:100]
    if state not in states.OPEN:
        payment.next_poll = None
    if state == states.SUCCEEDED:
        payment.succeeded_at = timezone.now()
        others = payment.tip.payments.exclude(pk=payment.pk)
        if states.credited(others):
            payment.flag = Payment.Flag.DUPLICATE
            owe(payment.tip, Notice.Kind.PAID_TWICE, str(payment.uuid))


def _settle(payment: Payment, truth: PaymentTruth) -> None:
    """Save a payment, and book its charge and fee once they are known."""
    payment.succeeded_at = (payment.succeeded_at and truth.paid_at) or payment.succeeded_at
    payment.save()
    if truth.state != states.SUCCEEDED:
        return
    paid_at = truth.paid_at or payment.succeeded_at or timezone.now()
    charge_id = truth.charge_id or truth.remote_id
    booked = set(payment.movements.values_list("kind", flat=True))
    if Movement.Kind.CHARGE not in booked:
        book(payment, Movement.Kind.CHARGE, truth.amount_minor, charge_id, paid_at)
    if truth.fee_minor and Movement.Kind.FEE not in booked:
        book(payment, Movement.Kind.FEE, -truth.fee_minor, truth.fee_id or charge_id, paid_at)
    if share := truth.platform_fee:
        kind = Movement.Kind
        book(payment, kind.PLATFORM_FEE, -share.amount_minor, share.remote_id, paid_at)
        for back in share.given_back:
            at = back.happened_at
            book(payment, kind.PLATFORM_FEE_BACK, back.amount_minor, back.remote_id, at)


def _plan(payment: Payment, truth: PaymentTruth) -> None:
    """Say when to look again at a payment that has ended: only while something is under way."""
    if payment.state in states.OPEN:
        return
    if _is_unsettled(payment, truth):
        payment.next_poll = payment.next_poll or timezone.now() + LOOK_AGAIN
    else:
        payment.next_poll = None
    payment.save(update_fields=["next_poll"])


def _is_unsettled(payment: Payment, truth: PaymentTruth) -> bool:
    if payment.refunds.filter(state=Refund.State.PENDING).exists():
        return True
    if payment.disputes.filter(state__in=states.UNDECIDED).exists():
        return True
    is_fresh = payment.succeeded_at and payment.succeeded_at > timezone.now() - FEE_PATIENCE
    return bool(is_fresh and truth.fee_minor is None)
