"""What every door of the ledger does with its rows: lock, book, derive, owe mails."""

from datetime import datetime

from tips import digest, notices, signals, states
from tips.models import Movement, Notice, Payment, Tip


def lock_tip(tip_pk: int) -> Tip:
    return Tip.objects.select_for_update().get(pk=tip_pk)


def lock_payment(pk: int) -> Payment:
    """Lock a payment's tip, then read the payment, so that it is as fresh as the lock."""
    tip = lock_tip(Payment.objects.values_list("tip_id", flat=True).get(pk=pk))
    payment = Payment.objects.get(pk=pk)
    payment.tip = tip
    return payment


def book(
    payment: Payment, kind: str, amount_minor: int, remote_id: str, at: datetime
) -> Movement | None:
    """Write a movement. Return None for one that is booked already."""
    movement, is_new = Movement.objects.get_or_create(
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
    return movement if is_new else None


def derive(tip: Tip) -> None:
    """Recompute what a tip shows from its payments, and owe people the mails that follow."""
    payments = list(tip.payments.all())
    paid, was_paid = states.credited(payments), tip.paid_at is not None
    stands = states.standing(paid)
    tip.paid_at = paid.succeeded_at if paid else None
    tip.refunded_minor, tip.disputed_minor = stands.refunded_minor, stands.disputed_minor
    tip.status = states.tip_status(tip, payments, stands)
    tip.save(update_fields=["paid_at", "refunded_minor", "disputed_minor", "status"])
    if tip.paid_at and not was_paid:
        owe(tip, Notice.Kind.THANK_YOU)
        owe(tip, Notice.Kind.RECEIVED)
        signals.announce(signals.tip_succeeded, tip=tip)


def owe(tip: Tip, kind: Notice.Kind, about: str = "", but: str = "") -> None:
    """Owe a mail to everybody who has an address and wants it, once for each thing it is about.

    `but` is a role that this doesn't concern.
    """
    for recipient in notices.recipients(tip, kind):
        if recipient == but:
            continue
        notice, is_new = Notice.objects.get_or_create(
            tip=tip, kind=kind, recipient=recipient, about=about
        )
        if is_new:
            digest.hand_over(notice)
