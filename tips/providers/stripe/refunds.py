"""Refunds at Stripe. Source: https://docs.stripe.com/refunds"""

from collections.abc import Iterator

from tips.exceptions import ProviderRefused
from tips.money import CURRENCIES
from tips.providers.base import RefundTruth
from tips.providers.stripe.client import ask, ask_all, stripe_client
from tips.providers.stripe.truth import Facts, is_id, refund_of, tag


def refund(
    intent: Facts, account: str, amount_minor: int, currency: str, request_key: str
) -> RefundTruth:
    """Give money of a payment intent back, once for each request key.

    Stripe forgets keys after a day, so a key that is older is looked for among the refunds. The
    author gets the site's share of what goes back.
    """
    if not is_id(intent["id"]):
        raise ProviderRefused("not_charged")
    for made in refunds_of(intent["id"], account):
        if tag(made, "request_key") == request_key:
            return refund_of(made)
    has_share = bool((intent.get("latest_charge") or {}).get("application_fee"))
    wanted = {
        "payment_intent": intent["id"],
        **({"refund_application_fee": True} if has_share else {}),
        "amount": CURRENCIES[currency].to_wire(amount_minor, "stripe"),
        "metadata": {"request_key": request_key},
        "expand": ["failure_balance_transaction"],
    }
    return refund_of(
        ask(stripe_client().v1.refunds.create, wanted, account=account, key=request_key)
    )


def refunds_of(intent: str, account: str) -> Iterator[Facts]:
    """Yield all refunds of a payment intent, also those made in Stripe's Dashboard."""
    wanted = {"payment_intent": intent, "expand": ["data.failure_balance_transaction"]}
    return ask_all(stripe_client().v1.refunds.list, wanted, account)
