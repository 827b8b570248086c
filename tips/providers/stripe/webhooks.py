"""What Stripe sends us. Source: https://docs.stripe.com/webhooks"""

import json
import time
from typing import Any

from django.conf import settings
from stripe import SignatureVerificationError, WebhookSignature

from tips.exceptions import ForgedWebhook
from tips.providers.base import WebhookEvent
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


def secrets() -> list[str]:
    """Return the signing secrets; there are two while one replaces the other."""
    configured = getattr(settings, "STRIPE_WEBHOOK_SECRET", "")
    every = configured.split(",") if isinstance(configured, str) else configured
    return [secret.strip() for secret in every if secret.strip()]


def read(body: bytes, header: str, livemode: bool) -> WebhookEvent | None:
    """Return the event in a body. Raise ForgedWebhook for one that isn't from Stripe, now, to us."""
    if not any(_is_signed(body, header, secret) for secret in secrets()):
        raise ForgedWebhook("signature")
    if _signed_at(header) > time.time() + TOLERANCE_SECONDS:
        raise ForgedWebhook("time")
    event = _parsed(body)
    if event.get("object") == "v2.core.event":
        return None
    if event.get("livemode") is not livemode:
        raise ForgedWebhook("livemode")
    return _event(event)


def subject(event: dict[str, Any]) -> str:
    """Return the session or payment intent that an event is about, or an empty string."""
    about = (event.get("data") or {}).get("object")
    if not isinstance(about, dict):
        return ""
    names = dict.fromkeys(OF_A_SESSION, "id") | dict.fromkeys(OF_AN_INTENT, "payment_intent")
    remote_id = about.get(names.get(event["type"], ""))
    return remote_id if isinstance(remote_id, str) and is_id(remote_id) else ""


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


def _event(event: dict[str, Any]) -> WebhookEvent:
    event_id, type, account = event.get("id"), event.get("type"), event.get("account") or ""
    if not (isinstance(event_id, str) and isinstance(type, str) and isinstance(account, str)):
        raise ForgedWebhook("body")
    return WebhookEvent(
        event_id=event_id[:255],
        type=type[:100],
        # This endpoint is for the site's own account; of others' payments it knows nothing.
        remote_id="" if account else subject(event),
        account=account[:255],
        livemode=event["livemode"],
    )
