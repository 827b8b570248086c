"""How the sandbox tells the site: signed events over HTTP, again and again until answered 2xx."""

import json
import logging
from datetime import timedelta
from urllib.parse import urljoin

import requests
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from tips.models import SandboxCheckout, SandboxEvent
from tips.providers.sandbox import signature, site

TIMEOUT_SECONDS = (3, 10)
MOST_TRIES = 25
logger = logging.getLogger(__name__)


def deliver_due(checkout: SandboxCheckout | None = None) -> int:
    """Send the events that are due, of one checkout or of all. Return how many arrived."""
    due = SandboxEvent.objects.filter(
        fate=SandboxEvent.Fate.DUE,
        delivered_at=None,
        due_at__lte=timezone.now(),
        tries__lt=MOST_TRIES,
    )
    if checkout:
        due = due.filter(checkout=checkout)
    return sum(deliver(event) for event in due.select_related("checkout"))


def deliver(event: SandboxEvent) -> bool:
    """Send an event once. Unless it is answered 2xx, it falls due again, later each time."""
    body = body_of(event)
    arrived = post(event, body, signature.sign(body, signature.secrets()[0]))
    now = timezone.now()
    pause = timedelta(seconds=min(2**event.tries, 3600))
    SandboxEvent.objects.filter(pk=event.pk).update(
        delivered_at=event.delivered_at or (now if arrived else None),
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


def post(event: SandboxEvent, body: bytes, header: str) -> bool:
    """Carry a body to the site and note its answer. Return whether it was 2xx."""
    headers = {"Content-Type": "application/json", signature.HEADER: header}
    try:
        answer = requests.post(
            urljoin(site.root(), reverse("tips_service:webhook", args=["sandbox"])),
            data=body,
            headers=headers,
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
        )
        status = answer.status_code
    except requests.RequestException:
        logger.info("Event %s could not be delivered", event.pk)
        status = 0
    SandboxEvent.objects.filter(pk=event.pk).update(
        tries=F("tries") + 1, last_answer=str(status or "-")
    )
    return 200 <= status < 300
