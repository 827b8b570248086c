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
from authors.mixins import AuthorPageMixin
from tips.models import Tip
from tips.offer import offers_for


def buy_buttons(
    credits: Iterable[Credit], page: Any, request: HttpRequest
) -> dict[int, SafeString]:
    """Return a button for each credited author who can be paid now, by primary key."""
    credits = list(credits)
    site = Site.find_for_request(request) if request else None
    offers = offers_for([credit.author for credit in credits], site)
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
        if credit.author.pk in offers
    }


def origin_query(page: Any) -> dict[str, Any]:
    if page is None or isinstance(page, AuthorPageMixin) or page.pk is None:
        return {"source": Tip.Source.PROFILE.value}
    return {"page": page.pk, "source": Tip.Source.ARTICLE.value}
