"""The sandbox's server side for the site: a small JSON interface behind a key."""

import hmac
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urljoin

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from authors.addresses import admin_root
from tips.models import SandboxCheckout, SandboxDispute, SandboxRefund
from tips.providers.sandbox import books, delivery, disputes, signature

PAGE_LENGTH = 100


def for_the_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer only who has the key; without a sandbox there is nothing here."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not signature.is_allowed():
            raise Http404
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {signature.api_key()}".encode()):
            return _error("unauthorized", 401)
        try:
            return view(request, *args, **kwargs)
        except SandboxCheckout.DoesNotExist:
            return _error("not_found", 404)
        except (ValueError, KeyError, TypeError):
            return _error("bad_request", 400)

    return guarded


@for_the_site
@require_http_methods(["GET", "POST"])
def checkouts(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _listing(request)
    wanted = json.loads(request.body)
    try:
        checkout = books.open_checkout(wanted["request_key"], wanted)
    except books.KeyReused:
        return _error("key_reused", 409)
    return JsonResponse(as_json(checkout), status=201)


@for_the_site
@require_http_methods(["GET"])
def checkout_detail(request: HttpRequest, pk: str) -> HttpResponse:
    return JsonResponse(as_json(books.present(pk)))


@for_the_site
@require_POST
def refunds(request: HttpRequest, pk: str) -> HttpResponse:
    checkout = books.present(pk)
    wanted = json.loads(request.body)
    if wanted["currency"] != checkout.currency:
        return _error("currency", 400)
    try:
        made = books.refund(pk, wanted["amount_minor"], wanted["request_key"])
    except books.KeyReused:
        return _error("key_reused", 409)
    return JsonResponse(_refund_json(made), status=201) if made else _error("too_much", 422)


@for_the_site
@require_POST
def tick(request: HttpRequest) -> HttpResponse:
    """Settle what is due and send the events that are due."""
    books.settle_due()
    return JsonResponse({"delivered": delivery.deliver_due()})


def as_json(checkout: SandboxCheckout) -> dict[str, Any]:
    return {
        "id": checkout.pk,
        "url": urljoin(
            admin_root(),
            reverse("tips_service:sandbox_checkout", args=[checkout.pk]),
        ),
        "reference": checkout.reference,
        "account": checkout.account,
        "livemode": False,
        "state": checkout.state,
        "amount_minor": checkout.amount_minor,
        "currency": checkout.currency,
        "charge_id": checkout.pk.replace("co_", "ch_") if checkout.paid_at else "",
        "paid_at": checkout.paid_at and checkout.paid_at.isoformat(),
        "fee_minor": checkout.fee_minor or None,
        "fee_id": checkout.pk.replace("co_", "fee_") if checkout.fee_minor else "",
        "failure_code": checkout.failure_code,
        "refunds": [_refund_json(refund) for refund in checkout.refunds.order_by("created_at")],
        "disputes": [_dispute_json(made) for made in checkout.disputes.order_by("opened_at")],
        "request_key": checkout.request_key,
        "payee": checkout.payee,
    }


def _dispute_json(made: SandboxDispute) -> dict[str, Any]:
    return {
        "id": made.pk,
        "amount_minor": made.amount_minor,
        "state": made.state,
        "reason": made.reason,
        "opened_at": made.opened_at.isoformat(),
        "due_at": made.due_at.isoformat(),
        "moves": disputes.moves_of(made),
    }


def _refund_json(refund: SandboxRefund) -> dict[str, Any]:
    return {
        "id": refund.pk,
        "amount_minor": refund.amount_minor,
        "state": refund.state,
        "created_at": refund.created_at.isoformat(),
        "failed_at": refund.failed_at and refund.failed_at.isoformat(),
        "request_key": refund.request_key,
    }


def _listing(request: HttpRequest) -> HttpResponse:
    """List checkouts, the oldest first: those of a request key, or those changed since a time."""
    found = SandboxCheckout.objects.order_by("changed_at", "pk")
    query = request.GET.copy()
    if "request_key" in query:
        found = found.filter(request_key=query["request_key"])
    if "since" in query:
        since = parse_datetime(request.GET["since"])
        found = found.filter(changed_at__gte=since)
    start = int(query.get("start", 0))
    page = list(found[start : start + PAGE_LENGTH + 1])
    query["start"] = str(start + PAGE_LENGTH)
    more = f"{request.path}?{urlencode(query.dict())}" if len(page) > PAGE_LENGTH else None
    shown = [as_json(checkout) for checkout in page[:PAGE_LENGTH]]
    return JsonResponse({"checkouts": shown, "next": more})


def _error(code: str, status: int) -> JsonResponse:
    return JsonResponse({"error": code}, status=status)
