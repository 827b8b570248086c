"""How money is taken back, and sometimes returned."""

from django.db import transaction

from tips import signals, states
from tips.ledger.rows import book, lock_payment, owe
from tips.models import Dispute, Movement, Notice, Payment
from tips.providers.base import DisputeMove, DisputeTruth

Kind = Movement.Kind
KINDS = [Kind.DISPUTE, Kind.DISPUTE_WON, Kind.DISPUTE_FEE, Kind.DISPUTE_FEE_RETURNED]


def record_fraud_warning(payment: Payment) -> None:
    """Note that a bank thinks a payment to be fraud, before anybody disputes it."""
    with transaction.atomic():
        payment = lock_payment(payment.pk)
        owe(payment.tip, Notice.Kind.FRAUD_WARNING, str(payment.uuid))


def apply_dispute(payment: Payment, truth: DisputeTruth) -> None:
    """Take over a dispute as it is now, book what it moved, and tell whom it concerns."""
    known = payment.disputes.filter(remote_id=truth.remote_id).first()
    dispute = known or Dispute(payment=payment, remote_id=truth.remote_id)
    before = dispute.state
    if not before or truth.state == before or truth.state in states.NEXT_DISPUTE[before]:
        dispute.state, dispute.reason = truth.state, truth.reason
        dispute.amount_minor = truth.amount_minor
        dispute.opened_at, dispute.due_at = truth.opened_at, truth.due_at
    for move in truth.moves:
        _book(dispute, move)
    dispute.save()
    _tell(dispute, before)


def _book(dispute: Dispute, move: DisputeMove) -> None:
    if move.kind not in KINDS:
        raise ValueError(f"{move.kind} is no movement of a dispute.")
    payment, amount_minor = dispute.payment, move.amount_minor
    if not book(payment, move.kind, amount_minor, move.remote_id, move.happened_at):
        return
    if move.kind == Kind.DISPUTE:
        dispute.taken_minor -= amount_minor
    elif move.kind == Kind.DISPUTE_WON:
        dispute.returned_minor += amount_minor
    else:
        dispute.fee_minor -= amount_minor


def _tell(dispute: Dispute, before: str) -> None:
    tip, now = dispute.payment.tip, dispute.state
    if now in states.UNDECIDED and now != before:
        owe(tip, Notice.Kind.DISPUTE_OPENED, f"{dispute.remote_id} {now}")
        signals.announce(signals.tip_disputed, tip=tip, dispute=dispute)
    elif now in states.DECIDED and now != before:
        owe(tip, Notice.Kind.DISPUTE_CLOSED, f"{dispute.remote_id} {now}")
