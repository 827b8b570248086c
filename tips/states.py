"""Which state follows which, as data; and what a tip's payments say about the tip."""

from collections.abc import Iterable

from tips.models import Payment, Refund, Tip

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


def credited(payments: Iterable[Payment]) -> Payment | None:
    """Return the one payment that pays the tip. Any other that succeeded is a duplicate."""
    paid = (p for p in payments if p.state == SUCCEEDED and p.flag != Payment.Flag.DUPLICATE)
    return next(paid, None)


def tip_status(tip: Tip, payments: list[Payment], refunded_minor: int) -> str:
    if credited(payments):
        if refunded_minor == 0:
            return Tip.Status.PAID
        whole = refunded_minor >= tip.amount_minor
        return Tip.Status.REFUNDED if whole else Tip.Status.PARTLY_REFUNDED
    states = {payment.state for payment in payments}
    if PROCESSING in states:
        return Tip.Status.PROCESSING
    return Tip.Status.WAITING if not states or states & set(OPEN) else Tip.Status.FAILED
