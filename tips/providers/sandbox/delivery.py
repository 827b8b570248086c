"""How the sandbox tells the site: signed events over HTTP, again and again until answered 2xx."""

import json
import logging
from datetime import timedelta
from urllib.parse import urljoin

import requests
from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from tips.models import SandboxCheckout, SandboxEvent
from tips.providers.sandbox import signature

TIMEOUT_SECONDS = (3, 10)
MOST_TRIES = 25
logger = logging.getLogger(__name__)


def deliver_due(checkout: SandboxCheckout | None = None) -> int:
    """Send the events that are due, of one checkout or of all. Return how many arrived."""
    due = SandboxEvent.objects.filter(
        delivered_at=None, due_at__lte=timezone.now(), tries__lt=MOST_TRIES
    )
    if checkout:
        due = due.filter(checkout=checkout)
    return sum(deliver(event) for event in due.select_related("checkout"))


def deliver(event: SandboxEvent) -> bool:
    """Send an event once. Unless it is answered 2xx, it falls due again, later each time."""
    arrived = _post(event)
    now = timezone.now()
    pause = timedelta(seconds=min(2**event.tries, 3600))
    SandboxEvent.objects.filter(pk=event.pk).update(
        tries=F("tries") + 1,
        delivered_at=now if arrived else None,
        due_at=event.due_at if arrived else now + pause,
    )
    return arrived


def body_of(event: SandboxEvent) -> bytes:
    return json.dumps(
        {
            "id": event.pk,
            "type": event.type,
            "livemode": False,
            "account": event.checkout.account,
            "checkout": event.checkout_id,
            "created": event.created_at.isoformat(),
        }
    ).encode()


def _post(event: SandboxEvent) -> bool:
    base = getattr(settings, "TIPS_SANDBOX_URL", "") or settings.WAGTAILADMIN_BASE_URL
    url = urljoin(base, reverse("tips_service:webhook", args=["sandbox"]))
    body = body_of(event)
    headers = {
        "Content-Type": "application/json",
        signature.HEADER: signature.sign(body, signature.secrets()[0]),
    }
    try:
        answer = requests.post(
            url, data=body, headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False
        )
    except requests.RequestException:
        logger.info("Event %s could not be delivered", event.pk)
        return False
    return bool(200 <= answer.status_code < 300)
