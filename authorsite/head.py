"""What search engines, other sites and feed readers learn from a page's head."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from authors.pictures import SharedPicture, shared_picture
from authorsite.frame import LanguageLink, translations_of
from authorsite.places import site_of


@dataclass(frozen=True)
class Head:
    title: str
    description: str = ""
    kind: str = "website"
    canonical: str = ""
    alternates: tuple[LanguageLink, ...] = ()
    previous: str = ""
    next: str = ""
    image: SharedPicture | None = None


def head_for(request: HttpRequest | None, page: Page | None, paging: Any = None) -> Head:
    """Return the head of a page, or a title alone where there is no page.

    `paging` is the page of a list that is shown (see authors.paging), if it is one.
    """
    if request is None or page is None or not page.pk:
        return Head(title=(page.seo_title or page.title) if page else _("Notice"))
    site = site_of(request)
    root = site.root_url if site else ""
    here = root + request.path
    is_whole_page = request.path == page.get_url(request)
    return Head(
        title=page.seo_title or page.title,
        description=getattr(page, "summary", "") or page.search_description,
        kind=getattr(page, "open_graph_type", "website"),
        canonical=getattr(page, "canonical_url", "") or here + (paging.query if paging else ""),
        alternates=_alternates(page, request) if is_whole_page and not _is_part(paging) else (),
        previous=here + paging.previous_query if paging and paging.has_previous else "",
        next=here + paging.next_query if paging and paging.has_next else "",
        image=shared_picture(page),
    )


def _is_part(paging: Any) -> bool:
    """Tell whether a list is shown from a later page on, or narrowed, as by a letter."""
    return bool(paging and paging.query)


def _alternates(page: Page, request: HttpRequest) -> tuple[LanguageLink, ...]:
    """Return every language of a page that has several, and the default one as x-default."""
    found = {
        code: translated.get_full_url(request) or ""
        for code, translated in translations_of(page, request).items()
    }
    if len(found) < 2:
        return ()
    default = found.get(settings.LANGUAGE_CODE)
    links = [LanguageLink(code, "", url) for code, url in found.items()]
    return (*links, *([LanguageLink("x-default", "", default)] if default else ()))
