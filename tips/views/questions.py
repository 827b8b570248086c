"""What a reader is asked before a tip is opened: a form that is sent again is the answer."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from authors.limits import client_of
from tips import declines
from tips.form_key import FormKey
from tips.forms import TipForm
from tips.models import Tip
from tips.recall import recall, remember
from tips.views import form_page

SAME_SECONDS = 120
AGAIN, TOTAL = "again", "total"


def ask(request: HttpRequest, form: TipForm) -> HttpResponse | None:
    """Show the form once more with a question, or return None if nothing is left to ask.

    The key of the form shown says what was asked, so only a reader who saw it has agreed.
    """
    given = form.cleaned_data["given"]
    total = f"{TOTAL}:{given.amount_minor}"
    if given.covered_fee_minor and total not in form.key.agreed:
        return _show(request, form, total, with_the_fee(form, given))
    if AGAIN not in form.key.agreed and same_before(request, form):
        return _show(request, form, AGAIN, again_on_purpose())
    return None


def note(request: HttpRequest, tip: Tip) -> None:
    """Remember for two minutes what a client gave, as a keyed hash that names nobody."""
    declines.note(request, tip)
    place = _place(request, tip.author_id, tip.amount_minor, tip.currency)
    remember(place, tip.form_key, SAME_SECONDS)


def same_before(request: HttpRequest, form: TipForm) -> bool:
    """Return whether the client has just given the same by another form."""
    amount_minor = form.cleaned_data["given"].amount_minor
    before = recall(_place(request, form.offer.author.pk, amount_minor, form.key.currency))
    return before is not None and before != form.key.key


def with_the_fee(form: TipForm, given: Any) -> str:
    return _(
        "With the fee you pay %(total)s: about %(fee)s is likely kept on the way, and %(rest)s are "
        "for the author. Is that right?"
    ) % {
        "total": form.money(given.amount_minor),
        "fee": form.money(given.covered_fee_minor),
        "rest": form.money(given.amount_minor - given.covered_fee_minor),
    }


def again_on_purpose() -> str:
    return _(
        "The same tip was started from your connection less than two minutes ago. Again, on "
        "purpose? Nothing was charged by this one yet."
    )


def _place(request: HttpRequest, author_pk: int, amount_minor: int, currency: str) -> str:
    """Return where a client's gift is kept. One address may have many readers, so browsers count."""
    browser = request.headers.get("User-Agent", "")
    facts = f"{client_of(request)} {browser} {author_pk} {amount_minor} {currency}"
    return f"tips:same:{salted_hmac('tips.same', facts, algorithm='sha256').hexdigest()[:32]}"


def _show(request: HttpRequest, form: TipForm, agreed: str, question: str) -> HttpResponse:
    key: FormKey = form.key
    asked = replace(key, agreed=(*key.agreed, agreed))
    return form_page.show(request, form_page.again(request, form.offer, asked), question=question)
