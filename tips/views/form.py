"""The page on which a reader gives a tip."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from authors.handles import is_provisional
from authors.limits import LimitReached
from authors.models import Author
from tips import ledger
from tips.form_key import BadFormKey, read
from tips.forms import TipForm
from tips.limits import count_start
from tips.offer import Offer, offer_for
from tips.origin import origin_of
from tips.providers import registry
from tips.views import questions
from tips.views.checkout import to_checkout
from tips.views.form_page import (
    again,
    blank,
    bound,
    fresh_key,
    price_changed,
    sent_before,
    show,
    too_many,
    unavailable,
)


# Exempt: the form has a signed key instead. docs/decisions/cookie-less-tip-form.md says why.
@csrf_exempt
@never_cache  # two readers must never share a form key
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, handle: str) -> HttpResponse:
    """Show the tip form of an author; on POST open a tip and send the reader off to pay."""
    author = get_object_or_404(Author.objects.select_related("merged_into"), handle=handle)
    if author.merged_into:
        return to_current_handle(request, author)
    if is_provisional(handle):
        raise Http404
    offer = offer_for(author, Site.find_for_request(request))
    if offer is None:
        return unavailable(request, author)
    if request.method == "POST":
        return answer(request, offer)
    origin = origin_of(author, request.GET.get("page"), request.GET.get("source"))
    return show(
        request, blank(offer, fresh_key(offer, origin.page and origin.page.pk, origin.source))
    )


def to_current_handle(request: HttpRequest, author: Author) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    url = reverse("tips:form", args=[author.current.handle])
    return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)


def answer(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Open the tip that a posted form asks for, or say what is wrong with it."""
    try:
        key = read(request.POST.get("form_key", ""), offer.author.pk)
    except BadFormKey:
        return render(request, "tips/stale.html", {"author": offer.author}, status=403)
    if (key.unit_minor, key.currency) != (offer.unit_minor, offer.currency):
        fresh = fresh_key(offer, key.page, key.source)
        return show(request, again(request, offer, fresh), notice=price_changed(), status=422)
    form = bound(request, offer, key)
    if not form.is_valid():
        return show(request, form, status=422)
    try:
        count_start(request)
    except LimitReached as reached:
        return too_many(request, form, reached)
    if question := questions.ask(request, form):
        return question
    return open_and_pay(request, form)


def open_and_pay(request: HttpRequest, form: TipForm) -> HttpResponse:
    wish = wish_of(form)
    tip = ledger.open_tip(**wish)
    if any(getattr(tip, name) != wish[name] for name in CHANGEABLE):
        # Sent before with other words or money, then changed after going back.
        fresh = fresh_key(form.offer, form.key.page, form.key.source)
        return show(request, again(request, form.offer, fresh), notice=sent_before(), status=422)
    questions.note(request, tip)
    return to_checkout(request, tip, form.cleaned_data["provider"])


CHANGEABLE = ("quantity", "amount_minor", "display_name", "email", "message", "visibility")


def wish_of(form: TipForm) -> dict[str, Any]:
    """Return what the ledger needs. Price, currency, page and author come from the signed key."""
    key, offer, data = form.key, form.offer, form.cleaned_data
    origin = origin_of(offer.author, key.page, key.source)
    return {
        "form_key": key.key,
        "author": offer.author,
        "page": origin.page,
        "page_title": origin.page_title,
        "page_url": origin.page_url,
        "source": origin.source,
        "quantity": data["given"].quantity,
        "unit_minor": key.unit_minor,
        "amount_minor": data["given"].amount_minor,
        "covered_fee_minor": data["given"].covered_fee_minor,
        "currency": key.currency,
        "display_name": data["name"],
        "email": data["email"],
        "allows_reply": bool(data["email"] and data["allows_reply"]),
        "message": data["message"],
        "visibility": data["visibility"],
        "consent_version": key.consent,
        "locale": get_language() or "en",
        "livemode": registry.provider(data["provider"]).livemode,
    }
