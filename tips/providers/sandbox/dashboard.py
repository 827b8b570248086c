"""The payee's pages at the make-believe provider: payments, what can befall them, and their events."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin.auth import require_admin_access

from tips.exceptions import InvalidAmount
from tips.models import SandboxCheckout, SandboxEvent
from tips.money import parse_amount
from tips.providers.sandbox import books, deeds
from tips.providers.sandbox.pages import only_with_sandbox
from tips.providers.sandbox.weather import Weather, befall, befall_all, shuffle

LENGTH = 100
WORDS = {
    "settle": _("Settle now"),
    "refund": _("Refund"),
    "refund_slowly": _("Refund slowly"),
    "refund_arrives": _("Let the refund arrive"),
    "refund_fails": _("Let the refund come back"),
    "dispute": _("Dispute"),
    "ask": _("Ask only, take nothing"),
    "escalate": _("Turn the question into a dispute"),
    "drop_question": _("Drop the question"),
    "win": _("Decide for the payee"),
    "lose": _("Decide for the reader"),
    "warn": _("Warn of fraud"),
}


@only_with_sandbox
@require_admin_access
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    latest = SandboxCheckout.objects.order_by("-created_at")
    rows = latest.prefetch_related("refunds", "disputes", "events")[:LENGTH]
    return render(request, "tips/sandbox/dashboard.html", {"rows": rows})


@only_with_sandbox
@require_admin_access
@require_http_methods(["GET", "POST"])
def payment(request: HttpRequest, pk: str) -> HttpResponse:
    """Show a payment and its events; on POST let something befall it or one of them."""
    get_object_or_404(SandboxCheckout, pk=pk)
    found = books.present(pk)
    error = ""
    if request.method == "POST":
        try:
            act(request, found)
        except InvalidAmount as invalid:
            error = " ".join(invalid.messages)
        else:
            return redirect("tips_service:sandbox_payment", pk)
    context = {
        "checkout": found,
        "left_minor": books.left_minor(found),
        "deeds": [(name, WORDS[name]) for name in deeds.possible(found)],
        "events": found.events.all(),
        "weathers": Weather.choices,
        "error": error,
    }
    status = 422 if error else 200
    return render(request, "tips/sandbox/payment.html", context, status=status)


def act(request: HttpRequest, found: SandboxCheckout) -> None:
    """Do what a button says. Raise InvalidAmount."""
    deed, weather = request.POST.get("deed"), request.POST.get("weather", Weather.NOW)
    if deed in deeds.possible(found):
        deeds.do(deed, found, amount_of(request, found))
        fresh = found.events.filter(delivered_at=None, fate="", tries=0)
        befall_all(fresh, weather if weather in Weather.values else Weather.NOW)
    elif deed == "shuffle":
        shuffle(found.events.filter(delivered_at=None))
    elif weather in Weather.values:
        event = get_object_or_404(SandboxEvent, checkout=found, pk=request.POST.get("event"))
        befall(event, weather)


def amount_of(request: HttpRequest, found: SandboxCheckout) -> int | None:
    """Return the amount that was typed, or None for all there is."""
    text = request.POST.get("amount", "").strip()
    if not text:
        return None
    language = get_language() or "en"
    return parse_amount(text, found.currency, language, 1, found.amount_minor)
