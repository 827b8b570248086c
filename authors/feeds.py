"""Feeds of articles: the same entries in every format. A line in BUILT_IN adds one."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Stylesheet
from django.utils.http import parse_http_date, quote_etag
from django.utils.module_loading import import_string

from authors.facts import Facts, article_facts, stable_id, updated_at
from authors.feed_formats import AtomFeed, JsonFeed, RssFeed, SteadyFeed, xml_text
from authors.labels import Label, with_labels
from authors.listing import with_credits

ARTICLES_IN_A_FEED = 20


class Format(NamedTuple):
    """`path` is what the format's address adds to that of the first."""

    label: str
    path: str
    writer: type[SteadyFeed]

    @property
    def content_type(self) -> str:
        return self.writer.content_type.split(";")[0]


BUILT_IN = {
    "rss": Format("RSS", "", RssFeed),
    "atom": Format("Atom", "atom/", AtomFeed),
    "json": Format("JSON Feed", "json/", JsonFeed),
}


def formats() -> dict[str, Format]:
    """Return the formats by key, a site's own of AUTHORS_FEED_FORMATS included."""
    own = getattr(settings, "AUTHORS_FEED_FORMATS", {})
    return BUILT_IN | {
        key: Format(label, f"{key}/", import_string(writer)) for key, (label, writer) in own.items()
    }


def route_paths() -> list[str]:
    """Return where a page's own feeds are, below the page."""
    return [f"/feed/{kind.path}" for kind in formats().values()]


def feed_response(
    request: HttpRequest, page: Any, articles: Any, kind: str = "", tag: Label | None = None
) -> HttpResponse:
    """Answer with the latest of some articles, or with 304 to whoever has the same already.

    `kind` is what follows in the address, without its slash; raise Http404 for one unknown.
    """
    return answer_with(ArticleFeed(page, articles, tag), request, kind)


def answer_with(feed: Feed, request: HttpRequest, kind: str = "") -> HttpResponse:
    """Answer with a feed in the format that the address asks for, or with 304."""
    chosen = next((each for each in formats().values() if each.path.rstrip("/") == kind), None)
    if chosen is None:
        raise Http404
    feed.feed_type = chosen.writer
    response = feed(request)
    if chosen.content_type.endswith("+xml"):
        # What is called by its own name, browsers save, or show as bare text.
        response.headers["Content-Type"] = "application/xml; charset=utf-8"
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    changed = parse_http_date(response.headers["Last-Modified"])
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag, changed, response) or response


def feed_title(page: Any, tag: Label | None = None) -> str:
    return f"{page.title}: {tag.name}" if tag else page.title


def full_text(article: Any) -> str:
    """Return the article's body with absolute addresses, if the site wants it in feeds, or ""."""
    body: Any = getattr(article, "body", None)
    if not getattr(settings, "AUTHORS_FEED_FULL_TEXT", False) or not hasattr(
        body, "render_as_block"
    ):
        return ""
    return absolute(body.render_as_block(), article.full_url or "")


def absolute(html: str, base: str) -> str:
    """Return HTML whose links and pictures are found from wherever it is read."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        for name in ("href", "src"):
            if tag.has_attr(name):
                tag[name] = urljoin(base, str(tag[name]))
        del tag["srcset"]  # readers' programs take the plain address
    return xml_text(str(soup))


class ArticleFeed(Feed):
    """The latest of some articles, under the name of the page that lists them."""

    item_guid_is_permalink = False

    def stylesheets(self) -> list[Stylesheet]:
        """Let a browser show the feed as a page, with a word on what it is."""
        words = "de" if self.language.startswith("de") else "en"
        names = ("authors/feed.css", f"authors/feed-{words}.css")
        return [Stylesheet(static(name), media=None) for name in names]  # type: ignore[arg-type]  # left out

    def __init__(self, page: Any, articles: Any, tag: Label | None = None) -> None:
        self.page = page
        self.articles = articles
        self.tag = tag
        self.heading = feed_title(page, tag)
        self.language: str = page.locale.language_code

    def title(self) -> str:
        site = self.page.get_site()
        return xml_text(f"{self.heading} – {site.site_name}" if site.site_name else self.heading)

    def link(self) -> str:
        return self.page.full_url

    def description(self) -> str:
        about = getattr(self.page, "summary", "") or getattr(self.page, "search_description", "")
        return xml_text(about or self.heading)

    subtitle = description

    def author_name(self) -> str:
        """Name who answers for entries that credit nobody, which Atom asks for."""
        return self.title()

    def feed_guid(self) -> str:
        return stable_id(self.page, f"{self.tag.kind}:{self.tag.slug}" if self.tag else "feed")

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        return {"page_updated": updated_at(self.page)}

    def get_feed(self, obj: Any, request: Any) -> Any:
        # The site's own address, not the one this request came by.
        self.feed_url = self.page.get_site().root_url + request.path
        return super().get_feed(obj, request)

    def items(self) -> Iterable[Facts]:
        articles = with_labels(with_credits(self.articles[:ARTICLES_IN_A_FEED]))
        return [
            article_facts(article, article.credits, with_image=False) | {"html": full_text(article)}
            for article in articles
        ]

    def item_title(self, item: Any) -> str:
        return xml_text(item["title"])

    def item_description(self, item: Any) -> str:
        return xml_text(item["summary"])

    def item_link(self, item: Any) -> str:
        return item["url"]

    def item_guid(self, item: Any) -> str:
        return item["id"]

    def item_pubdate(self, item: Any) -> datetime:
        return item["published"]

    def item_updateddate(self, item: Any) -> datetime:
        return item["updated"]

    def item_categories(self, item: Any) -> list[str]:
        return [xml_text(tag) for tag in item["tags"]]

    def item_extra_kwargs(self, item: Any) -> dict[str, Any]:
        return {"authors": item["authors"], "html": item.get("html", "")}
