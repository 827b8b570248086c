"""What PayPal sends us. Source: https://developer.paypal.com/api/rest/webhooks/rest/"""

import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from tips.exceptions import ForgedWebhook, ProviderRefused, ProviderUnavailable
from tips.models import PayPalOrder
from tips.providers.base import WebhookEvent
from tips.providers.paypal.client import Facts, ask
from tips.providers.paypal.disputes import captures_in
from tips.providers.paypal.truth import time_of

# PayPal sends an event again for three days.
OLDEST = timedelta(days=4)
CLOCKS_DIFFER = timedelta(minutes=5)
CERTIFICATE_HOSTS = {"api.paypal.com", "api.sandbox.paypal.com"}
SIGNS = re.compile(r"(?!\d+$)\w[!-~]{0,499}", re.ASCII)
ID = re.compile("[A-Z0-9]{1,40}")
HEADERS = {
    "auth_algo": "PayPal-Auth-Algo",
    "cert_url": "PayPal-Cert-Url",
    "transmission_id": "PayPal-Transmission-Id",
    "transmission_sig": "PayPal-Transmission-Sig",
    "transmission_time": "PayPal-Transmission-Time",
}


def webhook_id() -> str:
    return str(getattr(settings, "PAYPAL_WEBHOOK_ID", "")).strip()


def read(request: HttpRequest, livemode: bool) -> WebhookEvent | None:
    """Return the event in a request. Raise ForgedWebhook for one that isn't from PayPal, now, to us.

    What can't be right is refused before PayPal is asked.
    """
    signed = {name: request.headers.get(header, "") for name, header in HEADERS.items()}
    event = _parsed(request.body)
    _refuse_impossible(signed)
    _verify(signed, request.body)
    row = _subject(event)
    if row and event["event_type"].startswith("CUSTOMER.DISPUTE."):
        row.is_disputed = True
        row.save(update_fields=["is_disputed", "changed_at"])
    return WebhookEvent(
        event_id=event["id"][:255],
        type=event["event_type"][:100],
        remote_id=(row.order_id or "") if row else "",
        account=row.account if row else "",
        livemode=livemode,
    )


def _parsed(body: bytes) -> Facts:
    """Return the body as an object. It goes into other JSON as it is, so it must be JSON, whole."""
    try:
        event = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise ForgedWebhook("body") from error
    if not isinstance(event, dict):
        raise ForgedWebhook("body")
    if not all(isinstance(event.get(name), str) and event[name] for name in ("id", "event_type")):
        raise ForgedWebhook("body")
    return event


def _refuse_impossible(signed: dict[str, str]) -> None:
    if not all(signed.values()) or not re.fullmatch("[A-Za-z0-9]{1,100}", signed["auth_algo"]):
        raise ForgedWebhook("headers")
    if not all(SIGNS.fullmatch(signed[f"transmission_{name}"]) for name in ("id", "sig")):
        raise ForgedWebhook("headers")
    if not _is_certificate(signed["cert_url"]):
        raise ForgedWebhook("certificate")
    try:
        sent_at = time_of(signed["transmission_time"])
    except ValueError as error:
        raise ForgedWebhook("time") from error
    if not timezone.now() - OLDEST < sent_at < timezone.now() + CLOCKS_DIFFER:
        raise ForgedWebhook("time")


def _is_certificate(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and parts.netloc in CERTIFICATE_HOSTS and len(url) <= 500


def _verify(signed: dict[str, str], body: bytes) -> None:
    """Ask PayPal whether it sent this. Raise ForgedWebhook, or ProviderUnavailable.

    The event goes back byte for byte: PayPal checks a sum of its text.
    """
    told = json.dumps(signed | {"webhook_id": webhook_id()}).encode()
    question = told[:-1] + b', "webhook_event": ' + body + b"}"
    try:
        answer = ask("POST", "/v1/notifications/verify-webhook-signature", question)
    except ProviderRefused as error:
        if str(error) == "VALIDATION_ERROR":
            raise ForgedWebhook("refused") from error
        raise ProviderUnavailable(str(error)) from error
    status = answer.get("verification_status")
    if status not in ("SUCCESS", "FAILURE"):
        raise ProviderUnavailable("unreadable")
    if status == "FAILURE":
        raise ForgedWebhook("signature")


def _subject(event: Facts) -> PayPalOrder | None:
    """Return the order of ours that an event is about, or None."""
    about = event.get("resource")
    if not isinstance(about, dict):
        return None
    if event["event_type"].startswith("CHECKOUT."):
        return _by(order_id=about.get("id"))
    if event["event_type"].startswith("PAYMENT.CAPTURE."):
        return _by(order_id=_related(about)) or _by(capture_id=_captured(about))
    if event["event_type"].startswith("CUSTOMER.DISPUTE."):
        return next(filter(None, (_by(capture_id=found) for found in captures_in(about))), None)
    return None


def _by(**name: Any) -> PayPalOrder | None:
    [value] = name.values()
    is_id = isinstance(value, str) and ID.fullmatch(value)
    return PayPalOrder.objects.filter(**name).first() if is_id else None


def _related(about: Facts) -> Any:
    """Return the order that a capture names."""
    extra = about.get("supplementary_data")
    ids = extra.get("related_ids") if isinstance(extra, dict) else None
    return ids.get("order_id") if isinstance(ids, dict) else None


def _captured(about: Facts) -> str:
    """Return the capture that an event is about: its own id, or the one that a refund points up to."""
    links = about.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == "up":
            return str(link.get("href")).rpartition("/")[2]
    return str(about.get("id"))
