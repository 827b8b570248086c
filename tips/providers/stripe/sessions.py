"""Checkout Sessions at Stripe: made, found again, read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from tips.exceptions import PaymentUnknown, ProviderRefused, ProviderUnavailable
from tips.providers.base import Checkout, PaymentTruth, Started
from tips.providers.stripe.checkout import session_of, wire_amount
from tips.providers.stripe.client import ask, ask_all, stripe_client
from tips.providers.stripe.disputes import dispute_of, disputes_of
from tips.providers.stripe.errors import KeyReused, RememberedFailure
from tips.providers.stripe.platform_fee import platform_fee_of
from tips.providers.stripe.refunds import refunds_of
from tips.providers.stripe.truth import Facts, intent_of, is_id, tag, truth_of

EXPANDED = "payment_intent.latest_charge.balance_transaction"
LIFETIME = timedelta(hours=24)


def start(checkout: Checkout) -> Started:
    """Open a session, or return the one that was opened with the same request key."""
    try:
        session = _create(checkout)
    except KeyReused:
        # The words may have changed since the first try, such as the author's name; no money may.
        first = made_with(checkout.request_key, checkout.account)
        if first is None or not costs_the_same(first, checkout):
            raise
        session = first
    except RememberedFailure as error:
        raise ProviderRefused("remembered_failure") from error
    if not session.get("id"):
        raise ProviderUnavailable("unreadable")
    # Without an address the session is over; our status page tells how it ended.
    return Started(session["id"], session.get("url") or checkout.return_url)


def costs_the_same(session: Facts, checkout: Checkout) -> bool:
    amount = wire_amount(checkout.amount_minor, checkout.currency)
    return (session.get("amount_total"), session.get("currency")) == (
        amount,
        checkout.currency.lower(),
    )


def retrieve(remote_id: str, account: str) -> Facts:
    """Return a session by its own id or its payment intent's. Raise PaymentUnknown."""
    if not is_id(remote_id):
        raise PaymentUnknown("no_id")
    if remote_id.startswith("cs_"):
        method = stripe_client().v1.checkout.sessions.retrieve
        return ask(method, remote_id, {"expand": [EXPANDED]}, account=account)
    wanted = {"payment_intent": remote_id, "limit": 1, "expand": [f"data.{EXPANDED}"]}
    found = next(_listed(wanted, account), None)
    if found is None:
        raise PaymentUnknown("no_session")
    return found


def made_since(since: datetime, account: str = "") -> Iterator[Facts]:
    """Yield the sessions made since, the newest first, as a list shows them: nothing expanded."""
    return _listed({"created": {"gte": int(since.timestamp())}}, account)


def made_with(request_key: str, account: str) -> Facts | None:
    """Return the session made with our key, if it can still be open.

    Sessions can't be searched, but those of one day can be read.
    """
    recent = made_since(timezone.now() - LIFETIME, account)
    return next((found for found in recent if tag(found, "request_key") == request_key), None)


def truth(session: Facts, account: str) -> PaymentTruth:
    is_paid = session.get("payment_status") == "paid"
    if not is_paid:
        return truth_of(session, [], account)
    intent = intent_of(session)
    disputes = map(dispute_of, disputes_of(intent["id"], account))
    found = truth_of(session, refunds_of(intent["id"], account), account, disputes)
    return replace(found, platform_fee=platform_fee_of(intent.get("latest_charge") or {}))


def _create(checkout: Checkout) -> Facts:
    return ask(
        stripe_client().v1.checkout.sessions.create,
        session_of(checkout),
        account=checkout.account,
        key=checkout.request_key,
    )


def _listed(wanted: Facts, account: str) -> Iterator[Facts]:
    return ask_all(stripe_client().v1.checkout.sessions.list, wanted, account)
