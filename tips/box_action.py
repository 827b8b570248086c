"""The button in the author box that leads to the tip form."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Site

from authors.bylines import Credit
from authors.memory import each_until_changed
from authors.mixins import AuthorPageMixin
from authors.models import Author
from tips.models import Tip
from tips.offer import offers_for


def buy_buttons(
    credits: Iterable[Credit], page: Any, request: HttpRequest
) -> dict[int, SafeString]:
    """Return a button for each credited author who can be paid now, by primary key."""
    credits = list(credits)
    site = Site.find_for_request(request) if request else None
    tippable = tippable_authors([credit.author for credit in credits], site)
    query = urlencode(origin_query(page))
    return {
        credit.author.pk: render_to_string(
            "tips/components/buy_button.html",
            {
                "name": credit.name,
                "url": f"{reverse('tips:form', args=[credit.author.handle])}?{query}",
            },
        )
        for credit in credits
        if tippable[credit.author.pk]
    }


def tippable_authors(authors: Iterable[Author], site: Site | None) -> dict[int, bool]:
    """Return whether each author can be tipped, known since that changed last.

    The form asks anew: what is known here only decides whether a button leads to it.
    """
    known = {author.pk: author for author in authors}

    def ask(pks: list[int]) -> dict[int, bool]:
        offers = offers_for([known[pk] for pk in pks], site)
        return {pk: pk in offers for pk in pks}

    return each_until_changed(f"tips.tippable:{site.pk if site else 0}", known, ask)


def tip_addresses(credits: Iterable[Credit], request: HttpRequest) -> dict[int, dict[str, str]]:
    """Return where each author who can be paid now is tipped, for the read API."""
    site = Site.find_for_request(request) if request else None
    handles = {credit.author.pk: credit.author.handle for credit in credits}
    tippable = tippable_authors([credit.author for credit in credits], site)
    query = urlencode({"source": Tip.Source.API.value})
    return {
        pk: {"tip_url": f"{site.root_url}{reverse('tips:form', args=[handles[pk]])}?{query}"}
        for pk, is_tippable in tippable.items()
        if site and is_tippable
    }


def origin_query(page: Any) -> dict[str, Any]:
    if page is None or isinstance(page, AuthorPageMixin) or page.pk is None:
        return {"source": Tip.Source.PROFILE.value}
    return {"page": page.pk, "source": Tip.Source.ARTICLE.value}
