"""The make-believe bank: it takes money back, asks, and decides."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tips.models import SandboxCheckout, SandboxDispute
from tips.providers.sandbox.books import PAID, left_minor, lock, touch

INQUIRY, OPEN, WON, LOST, CLOSED = "inquiry", "open", "won", "lost", "closed"
FEE_MINOR = 1500
TIME_TO_ANSWER = timedelta(days=7)


def dispute(
    pk: str, amount_minor: int | None = None, *, reason: str = "fraudulent", asks_only: bool = False
) -> SandboxDispute | None:
    """Dispute a payment or a part of it. Return None if there isn't so much to take.

    A bank that only asks takes nothing yet.
    """
    with transaction.atomic():
        checkout = lock(pk)
        wanted = left_minor(checkout) if amount_minor is None else amount_minor
        if checkout.state != PAID or not 0 < wanted <= left_minor(checkout):
            return None
        now = timezone.now()
        made = SandboxDispute(
            checkout=checkout,
            amount_minor=wanted,
            reason=reason,
            state=INQUIRY,
            due_at=now + TIME_TO_ANSWER,
        )
        if not asks_only:
            _take(made)
        made.save()
        touch(checkout, "checkout.disputed")
    return made


def decide(pk: str, outcome: str, returned_minor: int | None = None) -> SandboxCheckout:
    """Let the bank decide: `won` returns all or a part, `lost` nothing; a question may be `closed`."""
    with transaction.atomic():
        checkout = lock(SandboxDispute.objects.values_list("checkout_id", flat=True).get(pk=pk))
        made = SandboxDispute.objects.get(pk=pk)
        if (made.state, outcome) not in STEPS:
            return checkout
        if outcome == OPEN:
            _take(made)
        else:
            made.state, made.closed_at = outcome, timezone.now()
        if outcome == WON:
            whole = made.amount_minor
            made.returned_minor = whole if returned_minor is None else min(returned_minor, whole)
            made.fee_returned_minor = made.fee_minor if made.returned_minor == whole else 0
        made.save()
        touch(checkout, "checkout.disputed" if outcome == OPEN else "checkout.dispute_closed")
    return checkout


STEPS = {(INQUIRY, OPEN), (INQUIRY, CLOSED), (OPEN, WON), (OPEN, LOST)}


def warn_of_fraud(pk: str) -> SandboxCheckout:
    """Let a bank warn that a payment may be fraud, as it does before a dispute."""
    with transaction.atomic():
        checkout = lock(pk)
        if checkout.state == PAID:
            touch(checkout, "checkout.fraud_warning")
    return checkout


def moves_of(made: SandboxDispute) -> list[dict[str, object]]:
    """Return what a dispute moved, as the interface tells it."""
    if made.taken_at is None:
        return []
    moved = [
        ("dispute", -made.amount_minor, made.taken_at),
        ("dispute_fee", -made.fee_minor, made.taken_at),
        ("dispute_won", made.returned_minor, made.closed_at),
        ("dispute_fee_back", made.fee_returned_minor, made.closed_at),
    ]
    return [
        {"kind": kind, "id": f"{made.pk}-{kind}", "amount_minor": amount, "at": at.isoformat()}
        for kind, amount, at in moved
        if amount and at
    ]


def _take(made: SandboxDispute) -> None:
    made.state, made.taken_at, made.fee_minor = OPEN, timezone.now(), FEE_MINOR
