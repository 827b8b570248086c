"""Where providers tell us that something happened. Only who and what to look at is believed."""

import logging
from collections.abc import Callable

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tips import ledger, refusals
from tips.exceptions import ForgedWebhook, ProviderUnavailable, UnknownProvider, WebhookDisabled
from tips.providers.base import PaymentProvider, WebhookEvent
from tips.providers.registry import provider

MOST_BYTES = 256 * 1024
Read = Callable[[PaymentProvider], WebhookEvent | None]
logger = logging.getLogger(__name__)


@csrf_exempt
@never_cache
@require_POST
def receive(request: HttpRequest, key: str) -> HttpResponse:
    """Verify an event, keep it, answer. The work comes later.

    503 asks the provider to send it again; 400 is for what it never sent.
    """
    return _take_in(request, key, lambda source: source.read_webhook(request))


@csrf_exempt
@never_cache
@require_POST
def receive_of_accounts(request: HttpRequest, key: str) -> HttpResponse:
    """The same for events of authors' own accounts, which come signed with another secret."""
    return _take_in(request, key, lambda source: source.read_accounts_webhook(request))


def _take_in(request: HttpRequest, key: str, read: Read) -> HttpResponse:
    if _is_too_long(request):
        return HttpResponse(status=413)
    try:
        event = _read(key, read)
        if event is not None:
            ledger.store_event(event, key)
    except ForgedWebhook as error:
        logger.warning("Refused a webhook of %s: %s", key, error)
        refusals.note(key)
        return HttpResponse(status=400)
    except (ProviderUnavailable, Error):
        logger.exception("Could not take in a webhook of %s", key)
        return HttpResponse(status=503)
    return HttpResponse(status=200)


def _read(key: str, read: Read) -> WebhookEvent | None:
    try:
        return read(provider(key))
    except (UnknownProvider, WebhookDisabled) as error:
        raise Http404 from error


def _is_too_long(request: HttpRequest) -> bool:
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return True
    return announced > MOST_BYTES or len(request.body) > MOST_BYTES
