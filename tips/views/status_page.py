"""What the status page shows: the truth about a tip, a way to pay it, and when to look again."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from authors.bylines import credits_for
from tips import states
from tips.exceptions import UnknownProvider
from tips.forms import RetryForm
from tips.models import Tip, TipPreferences, TipSettings
from tips.offer import limits_minor, offer_for, payable, statement_line
from tips.payees import accounts_for
from tips.providers import registry
from tips.views.form_action import lead_to
from tips.views.remarks import is_questioned, remarks_on

RETRY_SALT = "tips.retry"
# Seconds between looks. After the last one the reader looks again by a link.
INTERVALS = (3, 5, 10, 20, 30, 60, 60, 60)
OPEN = {Tip.Status.WAITING, Tip.Status.PROCESSING}
QUESTIONED = _("A person looks at your payment")
HEADLINES = {
    Tip.Status.WAITING: _("Your tip waits for its payment"),
    Tip.Status.PROCESSING: _("Your payment is being processed"),
    Tip.Status.PAID: _("Thank you!"),
    Tip.Status.PARTLY_REFUNDED: _("A part of your tip was refunded"),
    Tip.Status.REFUNDED: _("Your tip was refunded"),
    Tip.Status.DISPUTED: _("Your bank has asked for this tip back"),
    Tip.Status.PARTLY_LOST: _("Your bank took a part of this tip back"),
    Tip.Status.LOST: _("Your bank took this tip back"),
    Tip.Status.FAILED: _("The payment didn’t go through"),
}


def show(
    request: HttpRequest,
    tip: Tip,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    with translation.override(tip.locale):
        request.LANGUAGE_CODE = tip.locale  # type: ignore[attr-defined]  # as the middleware does
        context = status_context(request, tip) | {"notice": notice}
        response = render(request, "tips/status.html", context, status=status)
    response["Content-Language"] = tip.locale
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return lead_to(response, form.providers if (form := context["retry_form"]) else ())


def status_context(request: HttpRequest, tip: Tip) -> dict[str, Any]:
    author = tip.author.current
    [credit] = credits_for([author])
    preferences = TipPreferences.objects.filter(author=author).first()
    questioned = is_questioned(tip)
    return {
        "tip": tip,
        "credit": credit,
        "thank_you": preferences.thank_you_in(tip.locale) if preferences else "",
        "retry_form": retry_form(request, tip),
        "refresh": None if questioned else next_look(request, tip),
        "status_url": reverse("tips_service:status", args=[tip.token]),
        "last_look": len(INTERVALS),
        "is_open": tip.status in OPEN and not questioned,
        "headline": QUESTIONED if questioned else HEADLINES[Tip.Status(tip.status)],
        "story": f"tips/stories/{'questioned' if questioned else tip.status}.html",
        "waiting_note": "" if questioned else waiting_note(tip),
        "remarks": remarks_on(tip),
        "statement_descriptor": statement_line(tip, Site.find_for_request(request)),
        "tax_note": TipSettings.for_request(request).tax_note_in(tip.locale) if tip.paid_at else "",
    }


def waiting_note(tip: Tip) -> Any:
    """Return what the latest open payment's provider wants its reader to know, if anything."""
    payment = tip.payments.filter(state__in=states.OPEN).last() if tip.status in OPEN else None
    try:
        return payment and getattr(registry.provider(payment.provider), "waiting_note", "")
    except UnknownProvider:
        return ""


def retry_form(request: HttpRequest, tip: Tip) -> RetryForm | None:
    """Return the form to pay again, or None if the tip needs no money or can't be paid."""
    providers = ways_to_pay(request, tip) if tip.is_payable else ()
    if not providers:
        return None
    key = signing.dumps(tip.token, salt=RETRY_SALT)
    return RetryForm(providers=providers, initial={"key": key})


def ways_to_pay(request: HttpRequest, tip: Tip) -> tuple[str, ...]:
    """Return the providers that can take the tip now, in its own currency and mode."""
    if offer_for(tip.author, Site.find_for_request(request)) is None:
        return ()
    accounts = accounts_for([tip.author])[tip.author.pk]
    alike = [p for p in payable(tip.currency, accounts) if p.livemode == tip.livemode]
    limits = {p.key: limits_minor(p, tip.currency) for p in alike}
    return tuple(key for key, (low, high) in limits.items() if low <= tip.amount_minor <= high)


def next_look(request: HttpRequest, tip: Tip) -> dict[str, int] | None:
    """Return when the page should look again, and how often it has then looked."""
    digits = request.GET.get("n", "0")
    looks = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
    if tip.status not in OPEN or looks >= len(INTERVALS):
        return None
    return {"seconds": INTERVALS[looks], "looks": looks + 1}
