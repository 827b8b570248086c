"""What Stripe sends us. Source: https://docs.stripe.com/webhooks"""

import json
import time
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from stripe import SignatureVerificationError, WebhookSignature

from tips.exceptions import ForgedWebhook
from tips.providers.base import WebhookEvent
from tips.providers.stripe.accounts import is_account
from tips.providers.stripe.truth import is_id

TOLERANCE_SECONDS = 300
OF_A_SESSION = {
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
}
FRAUD_WARNING = "radar.early_fraud_warning.created"
# These name the payment intent; which session it belongs to is asked when the event is processed.
OF_AN_INTENT = {
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.updated",
    "charge.refunded",
    "charge.updated",
    FRAUD_WARNING,
    "refund.created",
    "refund.failed",
    "refund.updated",
}
# These are about an author's own account, which stands beside them.
OF_AN_ACCOUNT = {
    "account.application.deauthorized",
    "account.updated",
    "capability.updated",
}


def secrets() -> list[str]:
    """Return the signing secrets; there are two while one replaces the other."""
    return _listed(getattr(settings, "STRIPE_WEBHOOK_SECRET", ""))


def connect_secrets() -> list[str]:
    """Return those of the endpoint for connected accounts, which Stripe keeps apart."""
    return _listed(getattr(settings, "STRIPE_CONNECT_WEBHOOK_SECRET", ""))


def read(body: bytes, header: str, livemode: bool) -> WebhookEvent | None:
    """Return an event of the site's own account. Raise ForgedWebhook if it isn't from Stripe, now."""
    event = _genuine(body, header, secrets())
    if event.get("object") == "v2.core.event":
        return None
    if event.get("livemode") is not livemode:
        raise ForgedWebhook("livemode")
    # Of others' payments this endpoint knows nothing.
    return _event(event, "" if event.get("account") else subject(event))


def read_connected(body: bytes, header: str, livemode: bool) -> WebhookEvent | None:
    """Return an event of an author's account, or None for one of no use. Raise ForgedWebhook."""
    event = _genuine(body, header, connect_secrets())
    if event.get("object") == "v2.core.event":
        return None
    if livemode and event.get("livemode") is False:
        return None  # A live endpoint gets the accounts' test events too.
    if event.get("livemode") is not livemode:
        raise ForgedWebhook("livemode")
    account = event.get("account")
    if not (isinstance(account, str) and is_account(account)):
        raise ForgedWebhook("account")
    return _event(event, account if event.get("type") in OF_AN_ACCOUNT else subject(event))


def subject(event: dict[str, Any]) -> str:
    """Return the session or payment intent that an event is about, or an empty string."""
    about = (event.get("data") or {}).get("object")
    if not isinstance(about, dict):
        return ""
    names = dict.fromkeys(OF_A_SESSION, "id") | dict.fromkeys(OF_AN_INTENT, "payment_intent")
    remote_id = about.get(names.get(str(event.get("type")), ""))
    return remote_id if isinstance(remote_id, str) and is_id(remote_id) else ""


def _listed(configured: str | Iterable[str]) -> list[str]:
    every = configured.split(",") if isinstance(configured, str) else configured
    return [secret.strip() for secret in every if secret.strip()]


def _genuine(body: bytes, header: str, known: list[str]) -> dict[str, Any]:
    """Return an event that Stripe signed just now. Raise ForgedWebhook."""
    if not any(_is_signed(body, header, secret) for secret in known):
        raise ForgedWebhook("signature")
    if _signed_at(header) > time.time() + TOLERANCE_SECONDS:
        raise ForgedWebhook("time")
    return _parsed(body)


def _is_signed(body: bytes, header: str, secret: str) -> bool:
    try:
        return WebhookSignature.verify_header(body, header, secret, TOLERANCE_SECONDS)
    except (SignatureVerificationError, ValueError, TypeError):
        # ValueError: no UTF-8. TypeError: a header with letters beyond ASCII can't be compared.
        return False


def _signed_at(header: str) -> int:
    """Return the time under a header's signature: the first, as the SDK reads it."""
    return int(next(part[2:] for part in header.split(",") if part.startswith("t=")).split("=")[0])


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ForgedWebhook("body") from error
    if not isinstance(event, dict) or not isinstance(event.get("data"), dict | None):
        raise ForgedWebhook("body")
    return event


def _event(event: dict[str, Any], about: str) -> WebhookEvent:
    event_id, type, account = event.get("id"), event.get("type"), event.get("account") or ""
    if not (isinstance(event_id, str) and isinstance(type, str) and isinstance(account, str)):
        raise ForgedWebhook("body")
    return WebhookEvent(
        event_id=event_id[:255],
        type=type[:100],
        remote_id=about,
        account=account[:255],
        livemode=event["livemode"],
    )
