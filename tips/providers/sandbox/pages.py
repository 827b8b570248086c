"""The sandbox's checkout page, on which a reader decides how a payment ends."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tips.models import SandboxCheckout
from tips.providers.sandbox import books, signature
from tips.providers.sandbox.weather import Weather, befall_all


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
        chosen = request.POST.get("weather", Weather.NOW)
        fresh = found.events.filter(delivered_at=None, fate="", tries=0)
        befall_all(fresh, chosen if chosen in Weather.values else Weather.NOW)
    if found.state == books.OPEN:
        with translation.override(found.locale):
            request.LANGUAGE_CODE = found.locale  # type: ignore[attr-defined]
            context = {"checkout": found, "weathers": Weather.choices}
            answer = render(request, "tips/sandbox/checkout.html", context)
            answer.headers["Content-Language"] = found.locale
        return answer
    back = found.cancel_url if found.state == books.CANCELLED else found.return_url
    return HttpResponseRedirect(_with_query(back, checkout=pk))


def _with_query(url: str, **extra: str) -> str:
    parts = urlsplit(url)
    query = parse_qsl(parts.query) + list(extra.items())
    return urlunsplit(parts._replace(query=urlencode(query)))
