"""What the tip form's page shows: the form, fresh or as it was sent, or why there is none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from authors.bylines import credits_for
from authors.limits import LimitReached
from authors.models import Author
from tips import consent
from tips.declines import TooManyDeclines
from tips.form_key import FormKey
from tips.forms import TipForm
from tips.models import TipSettings
from tips.offer import Offer
from tips.origin import origin_of, others_on
from tips.views.form_action import lead_to


def fresh_key(offer: Offer, page: int | None, source: str) -> FormKey:
    return FormKey(
        author=offer.author.pk,
        unit_minor=offer.unit_minor,
        currency=offer.currency,
        consent=consent.current(get_language() or "en").version,
        page=page,
        source=source,
    )


def blank(offer: Offer, key: FormKey) -> TipForm:
    return TipForm(offer=offer, key=key, initial={"form_key": key.sign()})


def bound(request: HttpRequest, offer: Offer, key: FormKey) -> TipForm:
    return TipForm(request.POST, offer=offer, key=key)


def again(request: HttpRequest, offer: Offer, key: FormKey) -> TipForm:
    """Return the form with what was typed and a new key."""
    data = request.POST.copy()
    data["form_key"] = key.sign()
    return TipForm(data, offer=offer, key=key)


def show(
    request: HttpRequest, form: TipForm, *, notice: str = "", question: str = "", status: int = 200
) -> HttpResponse:
    [credit] = credits_for([form.offer.author])
    origin = origin_of(form.offer.author, form.key.page, form.key.source)
    context = {
        "form": form,
        "offer": form.offer,
        "credit": credit,
        "origin": origin,
        "others": others_on(origin.page, form.offer.author, Site.find_for_request(request)),
        "legal_links": consent.legal_links(request),
        "notice": notice,
        "question": question,
    }
    response = render(request, "tips/form.html", context, status=status)
    return lead_to(response, form.offer.providers)


def unavailable(request: HttpRequest, author: Author) -> HttpResponse:
    [credit] = credits_for([author])
    is_suspended = TipSettings.for_request(request).is_suspended
    context = {"credit": credit, "is_suspended": is_suspended}
    return render(request, "tips/unavailable.html", context, status=404)


def too_many(request: HttpRequest, form: TipForm, reached: LimitReached) -> HttpResponse:
    response = show(request, form, notice=why_to_wait(reached), status=429)
    response["Retry-After"] = str(reached.retry_after_seconds)
    return response


def why_to_wait(reached: LimitReached) -> str:
    """Return the true reason for a limit, and how long it lasts."""
    if isinstance(reached, TooManyDeclines):
        text = _(
            "Several payments from your connection were declined in a row. So that nobody tries "
            "out stolen cards here, please wait %(minutes)d min; what you typed is kept. Nothing "
            "was charged."
        )
    else:
        text = _(
            "Too many tips were started from your connection. That is our limit, not your card. "
            "Please wait %(minutes)d min and send the form again; nothing was charged."
        )
    return text % {"minutes": -(-reached.retry_after_seconds // 60)}


def price_changed() -> str:
    return _("The price has changed since you opened this page. Please check it and send again.")


def sent_before() -> str:
    return _("You changed this form after sending it. Please check it and send it again.")
