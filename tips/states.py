"""Which state follows which, as data; and what a tip's payments say about the tip."""

from collections.abc import Iterable
from dataclasses import dataclass

from tips.models import Dispute, Payment, Refund, Tip

CREATED, AWAITING, PROCESSING, SUCCEEDED, FAILED, CANCELLED, EXPIRED = Payment.State.values

# Late money is still money: what had failed may yet succeed. What succeeded stays so; refunds are
# rows of their own.
NEXT: dict[str, set[str]] = {
    CREATED: {AWAITING, PROCESSING, SUCCEEDED, FAILED, CANCELLED, EXPIRED},
    AWAITING: {PROCESSING, SUCCEEDED, FAILED, CANCELLED, EXPIRED},
    PROCESSING: {SUCCEEDED, FAILED, CANCELLED, EXPIRED},
    FAILED: {SUCCEEDED},
    CANCELLED: {SUCCEEDED},
    EXPIRED: {SUCCEEDED},
    SUCCEEDED: set(),
}
OPEN = [CREATED, AWAITING, PROCESSING]

# A refund may fail after it had succeeded, when the reader's bank sends it back.
NEXT_REFUND: dict[str, set[str]] = {
    Refund.State.REQUESTED: {Refund.State.PENDING, Refund.State.SUCCEEDED, Refund.State.FAILED},
    Refund.State.PENDING: {Refund.State.SUCCEEDED, Refund.State.FAILED},
    Refund.State.SUCCEEDED: {Refund.State.FAILED},
    Refund.State.FAILED: set(),
}
LIVE_REFUNDS = [Refund.State.REQUESTED, Refund.State.PENDING, Refund.State.SUCCEEDED]
KNOWN_REFUNDS = [Refund.State.PENDING, Refund.State.SUCCEEDED]  # the provider has them

# A bank may change its mind once more; a question from it may become a dispute, never the reverse.
DECIDED = [Dispute.State.WON, Dispute.State.LOST, Dispute.State.CLOSED]
UNDECIDED = [Dispute.State.INQUIRY, Dispute.State.OPEN]
NEXT_DISPUTE: dict[str, set[str]] = {
    Dispute.State.INQUIRY: {Dispute.State.OPEN, *DECIDED},
    Dispute.State.OPEN: {*DECIDED},
    Dispute.State.WON: {Dispute.State.LOST},
    Dispute.State.LOST: {Dispute.State.WON},
    Dispute.State.CLOSED: {Dispute.State.WON, Dispute.State.LOST},
}


@dataclass(frozen=True)
class Standing:
    """What of a paid payment went back, was taken, or is in question."""

    refunded_minor: int = 0
    disputed_minor: int = 0
    is_disputed: bool = False


def standing(payment: Payment | None) -> Standing:
    if payment is None:
        return Standing()
    refunds, disputes = payment.refunds.all(), payment.disputes.all()
    refunded = sum(r.amount_minor for r in refunds if r.state == Refund.State.SUCCEEDED)
    return Standing(
        # Capped, so that a provider's error never takes the status page down; check_ledger tells.
        refunded_minor=min(refunded, payment.amount_minor),
        disputed_minor=max(sum(d.lost_minor for d in disputes), 0),
        is_disputed=any(d.state == Dispute.State.OPEN for d in disputes),
    )


def credited(payments: Iterable[Payment]) -> Payment | None:
    """Return the one payment that pays the tip. Any other that succeeded is a duplicate."""
    paid = (p for p in payments if p.state == SUCCEEDED and p.flag != Payment.Flag.DUPLICATE)
    return next(paid, None)


def tip_status(tip: Tip, payments: list[Payment], stands: Standing) -> str:
    if credited(payments):
        return _paid_status(tip, stands)
    states = {payment.state for payment in payments}
    if PROCESSING in states:
        return Tip.Status.PROCESSING
    return Tip.Status.WAITING if not states or states & set(OPEN) else Tip.Status.FAILED


def _paid_status(tip: Tip, stands: Standing) -> str:
    if stands.is_disputed:
        return Tip.Status.DISPUTED
    is_all_gone = stands.refunded_minor + stands.disputed_minor >= tip.amount_minor
    if stands.disputed_minor:
        return Tip.Status.LOST if is_all_gone else Tip.Status.PARTLY_LOST
    if stands.refunded_minor:
        return Tip.Status.REFUNDED if is_all_gone else Tip.Status.PARTLY_REFUNDED
    return Tip.Status.PAID
