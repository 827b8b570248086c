"""How money goes back."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from tips import signals, states
from tips.exceptions import RefundTooLarge
from tips.ledger.rows import book, derive, lock_payment, owe
from tips.models import Dispute, Movement, Notice, Payment, Refund
from tips.providers.base import RefundTruth

REFUND_RETRY = timedelta(minutes=1)


def request_refund(
    payment: Payment,
    amount_minor: int,
    *,
    actor: AbstractBaseUser | None,
    reason: str,
    request_key: str,
) -> Refund:
    """Write down a refund before the provider is asked. The same key returns the first refund.

    Raise RefundTooLarge if more would go back than came in.
    """
    with transaction.atomic():
        payment = lock_payment(payment.pk)
        if first := Refund.objects.filter(request_key=request_key).first():
            return first
        if amount_minor < 1 or amount_minor > refundable_minor(payment):
            raise RefundTooLarge(f"Only {refundable_minor(payment)} can go back.")
        return Refund.objects.create(
            payment=payment,
            request_key=request_key,
            amount_minor=amount_minor,
            actor=actor,  # type: ignore[misc]  # a host may have its own user model
            reason=reason,
            next_try=timezone.now() + REFUND_RETRY,
        )


def record_refund(refund: Refund, truth: RefundTruth) -> Refund:
    """Note the provider's answer to a refund."""
    with transaction.atomic():
        payment = lock_payment(refund.payment_id)
        apply_refund(payment, truth, refund.request_key)
        derive(payment.tip)
    refund.refresh_from_db()
    return refund


def record_refused_refund(refund: Refund, failure_code: str) -> Refund:
    """Note that the provider won't give the money back."""
    with transaction.atomic():
        lock_payment(refund.payment_id)
        refund.refresh_from_db()
        if refund.state == Refund.State.REQUESTED:
            refund.state, refund.failure_code = Refund.State.FAILED, failure_code[:100]
            refund.next_try = None
            refund.save()
            owe(refund.payment.tip, Notice.Kind.REFUND_FAILED, refund.request_key)
    return refund


def refundable_minor(payment: Payment) -> int:
    """Return what can still go back, counting refunds under way and disputed money as gone.

    Uses prefetched refunds and disputes.
    """
    if payment.state != states.SUCCEEDED:
        return 0
    live = [refund for refund in payment.refunds.all() if refund.state in states.LIVE_REFUNDS]
    gone_minor = sum(refund.amount_minor for refund in live)
    taken_minor = sum(_held_minor(dispute) for dispute in payment.disputes.all())
    return max(payment.amount_minor - gone_minor - taken_minor, 0)


def _held_minor(dispute: Dispute) -> int:
    is_open = dispute.state == Dispute.State.OPEN
    return max(dispute.lost_minor, dispute.amount_minor if is_open else 0)


def apply_refund(payment: Payment, truth: RefundTruth, request_key: str = "") -> None:
    """Take over a refund, ours or made at the provider, and book what it moved."""
    refund = _refund_of(payment, truth, request_key or truth.request_key)
    before, unheard = refund.state, refund.remote_id is None and refund.state == Refund.State.FAILED
    refund.remote_id = truth.remote_id
    if unheard or truth.state in states.NEXT_REFUND[refund.state]:
        refund.state = truth.state
    refund.amount_minor = truth.amount_minor
    refund.next_try = None
    refund.save()
    if refund.state in (Refund.State.SUCCEEDED, Refund.State.FAILED):
        book(
            payment,
            Movement.Kind.REFUND,
            -truth.amount_minor,
            truth.remote_id,
            truth.happened_at,
        )
    if refund.state == Refund.State.FAILED:
        at = truth.failed_at or truth.happened_at
        book(payment, Movement.Kind.REFUND_FAILED, truth.amount_minor, truth.remote_id, at)
    if refund.state != before:
        _tell(refund)


def _tell(refund: Refund) -> None:
    """Owe the mails about a refund that has just ended, one for each refund."""
    tip, about = refund.payment.tip, refund.remote_id or refund.request_key
    if refund.state == Refund.State.SUCCEEDED and refund.payment.flag == Payment.Flag.DUPLICATE:
        # The tip stays as it is, so its author has nothing to hear.
        owe(tip, Notice.Kind.REFUNDED, about, but=Notice.Recipient.AUTHOR)
    elif refund.state == Refund.State.SUCCEEDED:
        owe(tip, Notice.Kind.REFUNDED, about)
        signals.announce(signals.tip_refunded, tip=tip, refund=refund)
    elif refund.state == Refund.State.FAILED:
        owe(tip, Notice.Kind.REFUND_FAILED, about)


def _refund_of(payment: Payment, truth: RefundTruth, request_key: str) -> Refund:
    known = payment.refunds.filter(remote_id=truth.remote_id).first()
    if known is None and request_key:
        known = payment.refunds.filter(request_key=request_key, remote_id=None).first()
    return known or Refund(
        payment=payment,
        request_key=f"seen-{payment.uuid}-{truth.remote_id}"[:100],
        amount_minor=truth.amount_minor,
        reason="",
    )
