"""Disputes at Stripe. Source: https://docs.stripe.com/api/disputes/object"""

from collections.abc import Iterator
from datetime import UTC, datetime

from tips.models import Dispute, Movement
from tips.money import CURRENCIES
from tips.providers.base import DisputeMove, DisputeTruth
from tips.providers.stripe.client import ask_all, stripe_client
from tips.providers.stripe.truth import Facts

State, Reason, Kind = Dispute.State, Dispute.Reason, Movement.Kind
STATES = {
    "warning_needs_response": State.INQUIRY,
    "warning_under_review": State.INQUIRY,
    "warning_closed": State.CLOSED,
    "prevented": State.CLOSED,
    "won": State.WON,
    "lost": State.LOST,
}
REASONS = {
    "fraudulent": Reason.FRAUDULENT,
    "unrecognized": Reason.UNRECOGNISED,
    "duplicate": Reason.DUPLICATE,
    "product_not_received": Reason.NOT_RECEIVED,
    "credit_not_processed": Reason.NOT_REFUNDED,
}


def disputes_of(intent: str, account: str) -> Iterator[Facts]:
    """Yield all disputes over a payment intent."""
    return ask_all(stripe_client().v1.disputes.list, {"payment_intent": intent}, account)


def dispute_of(dispute: Facts) -> DisputeTruth:
    due_by = (dispute.get("evidence_details") or {}).get("due_by")
    currency = dispute["currency"].upper()
    return DisputeTruth(
        remote_id=dispute["id"],
        amount_minor=CURRENCIES[currency].from_wire(dispute["amount"], "stripe"),
        state=STATES.get(dispute["status"], State.OPEN),
        opened_at=_time(dispute["created"]),
        due_at=_time(due_by) if due_by else None,
        reason=REASONS.get(dispute.get("reason") or "", Reason.OTHER),
        moves=tuple(_moves(dispute, currency)),
    )


def _moves(dispute: Facts, currency: str) -> Iterator[DisputeMove]:
    """Yield what was taken and returned. Source: https://docs.stripe.com/disputes/how-disputes-work

    What the account keeps in another currency is told in the payment's: the first movement takes
    what is disputed, a later one returns the like share. A fee in another currency isn't guessed.
    """
    booked = dispute.get("balance_transactions") or []
    first = abs(booked[0]["amount"]) if booked else 0
    for one in booked:
        at = _time(one["created"])
        is_ours = one["currency"].upper() == currency
        wire = one["amount"] if is_ours else round(dispute["amount"] * one["amount"] / first)
        amount_minor = CURRENCIES[currency].rounded_from_wire(wire, "stripe")
        if amount_minor:
            kind = Kind.DISPUTE if amount_minor < 0 else Kind.DISPUTE_WON
            yield DisputeMove(kind, one["id"], amount_minor, at)
        if is_ours and one["fee"]:
            fee_minor = CURRENCIES[currency].rounded_from_wire(one["fee"], "stripe")
            kind = Kind.DISPUTE_FEE if fee_minor > 0 else Kind.DISPUTE_FEE_RETURNED
            yield DisputeMove(kind, one["id"], -fee_minor, at)


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
