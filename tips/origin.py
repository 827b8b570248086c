"""Where a reader came from: the article, profile or button that a tip is credited to."""

from dataclasses import dataclass
from typing import Any

import swapper
from wagtail.models import Site

from authors.base_page import BASE_PAGE
from authors.bylines import Credit, bylines_of
from authors.models import Author
from authors.visibility import visible
from tips.models import Tip
from tips.offer import offers_for

assert BASE_PAGE  # importing it has told swapper the prefix of the base page model

# An API says so itself; an article counts only together with its page.
SPREAD = {Tip.Source.BUTTON, Tip.Source.QR, Tip.Source.EMBED}
CLAIMABLE = {Tip.Source.PROFILE, *SPREAD}


@dataclass(frozen=True)
class Origin:
    """The page is copied by title and address, so that a tip outlives it."""

    source: str = Tip.Source.PROFILE
    page: Any = None

    @property
    def page_title(self) -> str:
        return str(self.page.title)[:255] if self.page else ""

    @property
    def page_url(self) -> str:
        url = self.page.full_url if self.page else None
        return url if url and len(url) <= 500 else ""


def origin_of(author: Author, page_pk: str | int | None, source: str | None) -> Origin:
    """Return where a reader came from, ignoring what the address claims but can't be true."""
    page = public_page_of(author, page_pk)
    if page is not None:
        return Origin(source=source if source in SPREAD else Tip.Source.ARTICLE, page=page)
    return Origin(source=source if source in CLAIMABLE else Tip.Source.PROFILE)


def public_page_of(author: Author, page_pk: str | int | None) -> Any:
    """Return a page that anybody can read and whose bylines name the author, or None."""
    digits = str(page_pk or "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        return None
    pages = visible(swapper.load_model("wagtailcore", "Page").objects)
    page = pages.filter(pk=int(digits)).first()
    if page is None:
        return None
    credits = bylines_of([page]).get(page.pk, [])
    return page if any(credit.author.pk == author.pk for credit in credits) else None


def others_on(page: Any, author: Author, site: Site | None) -> list[Credit]:
    """Return who else the page names and can be tipped now, so that the reader can choose whom."""
    credits = bylines_of([page]).get(page.pk, []) if page is not None else []
    named = {credit.author.pk: credit for credit in credits if credit.author.pk != author.pk}
    payable = offers_for([credit.author for credit in named.values()], site) if named else {}
    return [credit for pk, credit in named.items() if pk in payable]
