"""What came in and has to be worked on, and which worker has it."""

from typing import TypeVar

from django.db.models import F, QuerySet
from django.utils import timezone

from authors import retries
from authors.retries import pause_until
from tips import wake
from tips.models import Payment, ProviderEvent, Refund
from tips.providers.base import WebhookEvent

Row = TypeVar("Row", ProviderEvent, Refund)


def store_event(event: WebhookEvent, provider: str) -> ProviderEvent | None:
    """Keep a genuine event for processing. Return None for one that we have already."""
    stored, is_new = ProviderEvent.objects.get_or_create(
        provider=provider,
        account=event.account,
        event_id=event.event_id,
        defaults={
            "type": event.type,
            "remote_id": event.remote_id,
            "livemode": event.livemode,
        },
    )
    if is_new:
        wake.on_commit(stored)
    return stored if is_new else None


def due_events() -> QuerySet[ProviderEvent]:
    return ProviderEvent.objects.filter(processed_at=None, next_try__lte=timezone.now())


def due_refunds() -> QuerySet[Refund]:
    return Refund.objects.filter(state=Refund.State.REQUESTED, next_try__lte=timezone.now())


def due_payments() -> QuerySet[Payment]:
    return Payment.objects.filter(next_poll__lte=timezone.now())


def take(rows: QuerySet[Row], pk: int) -> Row | None:
    """Take a due row for one try, or return None if another worker was quicker."""
    return retries.take(rows, pk, for_ever=rows.model is Refund)


def take_payment(pk: int) -> Payment | None:
    """Take a payment that is due to be polled, or return None if another worker was quicker."""
    payment = due_payments().filter(pk=pk).first()
    if payment is None:
        return None
    taken = due_payments().filter(pk=pk, polls=payment.polls)
    next_poll = pause_until(payment.polls + 1)
    if not taken.update(polls=F("polls") + 1, next_poll=next_poll):
        return None
    payment.polls, payment.next_poll = payment.polls + 1, next_poll
    return payment


def finish_event(event: ProviderEvent, outcome: str) -> None:
    ProviderEvent.objects.filter(pk=event.pk).update(
        processed_at=timezone.now(), outcome=outcome, next_try=None, error=""
    )


def fail(row: Row, error: str) -> None:
    """Note why a try failed. After the last one an event is dead, for a manager to see."""
    facts: dict[str, str] = {} if isinstance(row, Refund) else {"error": error[:200]}
    if isinstance(row, ProviderEvent) and row.next_try is None:
        facts["outcome"] = ProviderEvent.Outcome.DEAD
    if facts:
        type(row).objects.filter(pk=row.pk).update(**facts)


def replay(event: ProviderEvent) -> None:
    """Give a dead event another life."""
    ProviderEvent.objects.filter(pk=event.pk, processed_at=None).update(
        tries=0, next_try=timezone.now(), outcome=ProviderEvent.Outcome.PENDING
    )
    wake.on_commit(event)
