"""What a payee, a bank or the make-believe provider can do with a payment, by name."""

from collections.abc import Callable

from django.utils.crypto import get_random_string

from tips.models import SandboxCheckout, SandboxDispute
from tips.providers.sandbox import books, disputes

Deed = Callable[[SandboxCheckout, int | None], object]


def refund(checkout: SandboxCheckout, amount_minor: int | None, state: str = "succeeded") -> None:
    """Give back what is left or a part, behind the site's back, as a payee can at any provider."""
    wanted = books.left_minor(checkout) if amount_minor is None else amount_minor
    books.refund(checkout.pk, wanted, f"dashboard-{get_random_string(20)}", state)


def _last_refund(state: str) -> Deed:
    def end(checkout: SandboxCheckout, _amount_minor: int | None) -> None:
        can = checkout.refunds.filter(state__in=REFUNDS_THAT_CAN[state])
        if latest := can.order_by("created_at").last():
            books.end_refund(latest.pk, state)

    return end


REFUNDS_THAT_CAN = {"succeeded": ["pending"], "failed": ["succeeded", "pending"]}


def _decide(outcome: str) -> Deed:
    def decide(checkout: SandboxCheckout, amount_minor: int | None) -> None:
        made: SandboxDispute | None = (
            checkout.disputes.order_by("opened_at")
            .filter(state__in=[disputes.INQUIRY, disputes.OPEN])
            .last()
        )
        if made:
            disputes.decide(made.pk, outcome, amount_minor)

    return decide


DEEDS: dict[str, Deed] = {
    "settle": lambda checkout, _amount: books.settle(checkout.pk),
    "refund": refund,
    "refund_slowly": lambda checkout, amount: refund(checkout, amount, "pending"),
    "refund_arrives": _last_refund("succeeded"),
    "refund_fails": _last_refund("failed"),
    "dispute": lambda checkout, amount: disputes.dispute(checkout.pk, amount),
    "ask": lambda checkout, amount: disputes.dispute(checkout.pk, amount, asks_only=True),
    "escalate": _decide(disputes.OPEN),
    "drop_question": _decide(disputes.CLOSED),
    "win": _decide(disputes.WON),
    "lose": _decide(disputes.LOST),
    "warn": lambda checkout, _amount: disputes.warn_of_fraud(checkout.pk),
    **{
        action: lambda checkout, _amount, action=action: books.act(checkout.pk, action)  # type: ignore[misc]  # the default binds the name
        for action in books.ACTIONS
    },
}


def possible(checkout: SandboxCheckout) -> list[str]:
    """Return the names of the deeds that would do something now."""
    if checkout.state != books.PAID:
        return ["settle"] if checkout.state == books.PENDING else []
    refunds = {made.state for made in checkout.refunds.all()}
    open_disputes = {made.state for made in checkout.disputes.all()}
    can = {
        "refund": books.left_minor(checkout) > 0,
        "refund_slowly": books.left_minor(checkout) > 0,
        "refund_arrives": "pending" in refunds,
        "refund_fails": bool(refunds & {"pending", "succeeded"}),
        "dispute": books.left_minor(checkout) > 0,
        "ask": books.left_minor(checkout) > 0,
        "escalate": disputes.INQUIRY in open_disputes,
        "drop_question": disputes.INQUIRY in open_disputes,
        "win": disputes.OPEN in open_disputes,
        "lose": disputes.OPEN in open_disputes,
        "warn": True,
    }
    return [name for name, is_possible in can.items() if is_possible]


def do(name: str, checkout: SandboxCheckout, amount_minor: int | None = None) -> None:
    DEEDS[name](checkout, amount_minor)
