"""What every door of the ledger does with its rows: lock, book, derive, owe mails."""

from datetime import datetime

from django.db.models import Sum

from authors import outbox
from tips import notices, states
from tips.models import Movement, Notice, Payment, Refund, Tip


def lock_tip(tip_pk: int) -> Tip:
    return Tip.objects.select_for_update().get(pk=tip_pk)


def lock_payment(pk: int) -> Payment:
    """Lock a payment's tip, then read the payment, so that it is as fresh as the lock."""
    tip = lock_tip(Payment.objects.values_list("tip_id", flat=True).get(pk=pk))
    payment = Payment.objects.get(pk=pk)
    payment.tip = tip
    return payment


def book(
    payment: Payment, kind: Movement.Kind, amount_minor: int, remote_id: str, at: datetime
) -> None:
    Movement.objects.get_or_create(
        provider=payment.provider,
        kind=kind,
        remote_id=remote_id,
        defaults={
            "payment": payment,
            "amount_minor": amount_minor,
            "currency": payment.currency,
            "livemode": payment.livemode,
            "happened_at": at,
        },
    )


def derive(tip: Tip) -> None:
    """Recompute what a tip shows from its payments, and owe people the mails that follow."""
    payments = list(tip.payments.all())
    paid = states.credited(payments)
    before = tip.paid_at, tip.refunded_minor
    tip.paid_at = paid.succeeded_at if paid else None
    tip.refunded_minor = _refunded_minor(paid) if paid else 0
    tip.status = states.tip_status(tip, payments, tip.refunded_minor)
    tip.save(update_fields=["paid_at", "refunded_minor", "status"])
    if before[0] is None and tip.paid_at:
        _owe(tip, Notice.Kind.THANK_YOU)
        _owe(tip, Notice.Kind.RECEIVED)
    if tip.refunded_minor > before[1]:
        _owe(tip, Notice.Kind.REFUNDED)


def _refunded_minor(payment: Payment) -> int:
    done = payment.refunds.filter(state=Refund.State.SUCCEEDED)
    # Capped, so that a provider's error never takes the status page down; check_ledger tells.
    return min(done.aggregate(sum=Sum("amount_minor"))["sum"] or 0, payment.amount_minor)


def _owe(tip: Tip, kind: Notice.Kind) -> None:
    """Owe a mail to everybody who has an address and wants it."""
    for recipient in notices.recipients(tip, kind):
        notice, is_new = Notice.objects.get_or_create(tip=tip, kind=kind, recipient=recipient)
        if is_new:
            outbox.owe(notice)
