"""What stands around every page: the site's name, its menu, the same page in other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from django.utils.translation import get_language_info
from wagtail.models import Page

from authors.indexes import ArticleIndexMixin
from authors.memory import during_request
from authors.visibility import visible
from authorsite.places import Places, places_of, site_of


@dataclass(frozen=True)
class MenuEntry:
    label: str
    url: str
    current: str = ""  # the value of aria-current: "page", "true" for what lies below, or empty


@dataclass(frozen=True)
class LanguageLink:
    code: str
    label: str
    url: str


@dataclass(frozen=True)
class Frame:
    site_name: str
    home_url: str = "/"
    menu: tuple[MenuEntry, ...] = ()
    languages: tuple[LanguageLink, ...] = ()
    feed_url: str = ""


def frame_for(request: HttpRequest | None, page: Page | None = None) -> Frame:
    """Return the frame; without a request (the page for error 500) it asks no database."""
    site = site_of(request)
    if request is None or site is None:
        return Frame(settings.WAGTAIL_SITE_NAME)
    places = places_of(site)
    home = places.home() or site.root_page
    entries = [entry for entry in places.below(home) if entry.show_in_menus]
    return Frame(
        site_name=site.site_name or settings.WAGTAIL_SITE_NAME,
        home_url=home.get_url(request) or "/",
        menu=tuple(_menu_entry(entry, request) for entry in entries),
        languages=tuple(_languages(request, page, places)),
        feed_url=next((_feed_url(e, request) for e in entries if _has_feed(e)), ""),
    )


def translations_of(page: Page, request: HttpRequest) -> dict[str, Page]:
    """Return a page's live public translations and the page itself, by language code."""
    site = site_of(request)
    found = places_of(site).translations(page) if site else None
    if found is None and hasattr(page, "live_translations"):
        found = [page, *page.live_translations]
    if found is None:
        others = page.get_translations(inclusive=True)
        found = during_request(
            ("translations", page.pk), lambda: list(visible(others).select_related("locale"))
        )
    return {translated.locale.language_code: translated for translated in found}


def _menu_entry(entry: Page, request: HttpRequest) -> MenuEntry:
    url = entry.get_url(request) or ""
    below = "true" if request.path.startswith(url) else ""
    return MenuEntry(entry.title, url, "page" if request.path == url else below)


def _has_feed(entry: Page) -> bool:
    return isinstance(entry, ArticleIndexMixin)


def _feed_url(entry: Page, request: HttpRequest) -> str:
    return f"{entry.get_url(request)}feed/"


def _languages(request: HttpRequest, page: Page | None, places: Places) -> "list[LanguageLink]":
    """Link to this page in the other languages or, where it has no translation, to their home."""
    translated = translations_of(page, request) if page and page.pk else {}
    links = []
    for code, _name in settings.LANGUAGES:
        target = translated.get(code) or places.homes.get(code)
        url = "" if page else _translated_path(request, code)
        url = url or (target.get_url(request) if target else "")
        if url and code != translation.get_language():
            links.append(LanguageLink(code, get_language_info(code)["name_local"].title(), url))
    return links


def _translated_path(request: HttpRequest, code: str) -> str:
    """Return the address of a view in another language, or "" if it exists in one only."""
    match = request.resolver_match
    if match is None or match.url_name == "wagtail_serve":
        return ""
    path = translate_url(request.path, code)
    return path if path != request.path else ""
