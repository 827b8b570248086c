"""Do what is due: events, refunds, polls, mails. The rows say what; a lost wake-up loses nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from authors import outbox
from authors.retries import attempt
from tips import declines, payments, payouts, states
from tips.exceptions import AccountGone, PaymentUnknown
from tips.ledger import inbox, record_end
from tips.models import AccountNotice, Digest, Notice, Payment
from tips.payouts import onboarding
from tips.providers.registry import known_providers

BATCH = 200
NEVER_HEARD_OF = timedelta(hours=1)


def sweep() -> int:
    """Do everything that is due, once. Return how many rows were worked on."""
    for source in known_providers():
        attempt(source.tick, source.key)
    attempt(declines.alarm, "declined payments")
    attempt(payouts.follow_merges, "payout accounts")
    attempt(payouts.take_over_due, "payout accounts")
    attempt(onboarding.look_at_due, "payout accounts")
    work: list[tuple[Callable[[int], bool], Callable[[], QuerySet[Any]]]] = [
        (process_event, inbox.due_events),
        (send_refund, inbox.due_refunds),
        (poll, inbox.due_payments),
    ]
    rows = sum(
        do(pk) for do, due in work for pk in list(due().values_list("pk", flat=True)[:BATCH])
    )
    return rows + sum(outbox.send_due(kind) for kind in (Notice, AccountNotice, Digest))


def process_event(pk: int) -> bool:
    """Process an event, unless it is done or another worker has it."""
    event = inbox.take(inbox.due_events(), pk)
    if event is None:
        return False
    outcome, error = attempt(lambda: payments.process_event(event), event)
    if error:
        inbox.fail(event, error)
    else:
        inbox.finish_event(event, outcome or "")
    return True


def send_refund(pk: int) -> bool:
    """Ask the provider again for a refund that it never answered."""
    refund = inbox.take(inbox.due_refunds(), pk)
    if refund is None:
        return False
    attempt(lambda: payments.send_refund(refund), refund)
    return True


def poll(pk: int) -> bool:
    """Ask about a payment that should have ended, and end one that was never started."""
    payment = inbox.take_payment(pk)
    if payment is None:
        return False
    attempt(lambda: _poll(payment), payment)
    return True


def _poll(payment: Payment) -> None:
    is_old = payment.created_at < timezone.now() - NEVER_HEARD_OF
    try:
        payment = payments.bring_up_to_date(payment)
    except PaymentUnknown:
        # The keys are another account's now, or no longer those of test mode.
        if is_old:
            record_end(payment, states.EXPIRED, "unknown_to_provider")
        return
    except AccountGone:
        # Nobody can tell any more. What was on its way may still arrive, so that is left open.
        if is_old and payment.state != states.PROCESSING:
            record_end(payment, states.EXPIRED, "account_gone")
        return
    if payment.state == states.CREATED and is_old:
        record_end(payment, states.EXPIRED, "never_started")
