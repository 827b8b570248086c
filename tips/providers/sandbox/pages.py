"""The sandbox's pages for people: a checkout for the reader, a dashboard for the payee."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.auth import require_admin_access

from tips.models import SandboxCheckout
from tips.providers.sandbox import books, delivery, signature

DASHBOARD_LENGTH = 100


def only_with_sandbox(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not signature.is_allowed():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


# Who knows the address may pay, as with every hosted checkout; so no cookie is needed.
@csrf_exempt
@only_with_sandbox
@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest, pk: str) -> HttpResponse:
    """Show the reader what to pay, and do what they choose."""
    get_object_or_404(SandboxCheckout, pk=pk)
    found = books.present(pk)
    if request.method == "POST" and request.POST.get("action") in books.ACTIONS:
        found = books.act(pk, request.POST["action"])
        delivery.deliver_due(found)
    if found.state == books.OPEN:
        with translation.override(found.locale):
            request.LANGUAGE_CODE = found.locale  # type: ignore[attr-defined]
            answer = render(request, "tips/sandbox/checkout.html", {"checkout": found})
            answer.headers["Content-Language"] = found.locale
        return answer
    back = found.cancel_url if found.state == books.CANCELLED else found.return_url
    return HttpResponseRedirect(_with_query(back, checkout=pk))


@only_with_sandbox
@require_admin_access
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    latest = SandboxCheckout.objects.order_by("-created_at")[:DASHBOARD_LENGTH]
    rows = [(each, books.left_minor(each)) for each in latest.prefetch_related("refunds")]
    return render(request, "tips/sandbox/dashboard.html", {"rows": rows})


@only_with_sandbox
@require_admin_access
@require_POST
def dashboard_refund(request: HttpRequest, pk: str) -> HttpResponse:
    """Give back what is left, behind the site's back, as a payee can at any provider."""
    found = get_object_or_404(SandboxCheckout, pk=pk)
    books.refund(pk, books.left_minor(found), f"dashboard-{get_random_string(20)}")
    delivery.deliver_due(found)
    return redirect("tips_service:sandbox_dashboard")


@only_with_sandbox
@require_admin_access
@require_POST
def dashboard_settle(request: HttpRequest, pk: str) -> HttpResponse:
    """Settle a slow payment now."""
    get_object_or_404(SandboxCheckout, pk=pk)
    delivery.deliver_due(books.settle(pk))
    return redirect("tips_service:sandbox_dashboard")


def _with_query(url: str, **extra: str) -> str:
    parts = urlsplit(url)
    query = parse_qsl(parts.query) + list(extra.items())
    return urlunsplit(parts._replace(query=urlencode(query)))
