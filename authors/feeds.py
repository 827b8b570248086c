"""Feeds of articles: RSS 2.0 with every author named."""

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

from authors.facts import stable_id, updated_at
from authors.listing import with_credits
from authors.writers import writers

ARTICLES_IN_A_FEED = 20
# Source: https://www.w3.org/TR/xml/#charsets (what XML 1.0 can't hold, even escaped)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class RssWithAuthors(Rss201rev2Feed):
    """RSS 2.0 with a dc:creator for each author, which RSS's own e-mail field can't name."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)


class ArticleFeed(Feed):
    """The latest of some articles, under the name of the page that lists them."""

    feed_type = RssWithAuthors
    item_guid_is_permalink = False

    def __init__(self, page: Any, articles: Any, title: str = "") -> None:
        self.page = page
        self.articles = articles
        self.heading = title or page.title
        self.language: str = page.locale.language_code

    def title(self) -> str:
        site = self.page.get_site()
        return xml_text(f"{self.heading} – {site.site_name}" if site.site_name else self.heading)

    def link(self) -> str:
        return self.page.full_url

    def description(self) -> str:
        about = getattr(self.page, "summary", "") or self.page.search_description
        return as_html(about or self.heading)

    def get_feed(self, obj: Any, request: Any) -> Any:
        # The site's own address, not the one this request came by.
        self.feed_url = self.page.get_site().root_url + request.path
        return super().get_feed(obj, request)

    def items(self) -> Iterable[Any]:
        return with_credits(self.articles[:ARTICLES_IN_A_FEED])

    def item_title(self, item: Any) -> str:
        return as_html(item.title)

    def item_description(self, item: Any) -> str:
        return as_html(item.summary)

    def item_link(self, item: Any) -> str:
        return item.full_url

    def item_guid(self, item: Any) -> str:
        return stable_id(item)

    def item_pubdate(self, item: Any) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Any) -> datetime | None:
        return updated_at(item)

    def item_extra_kwargs(self, item: Any) -> dict[str, Any]:
        return {"creators": [xml_text(credit.name) for credit in writers(item.credits)]}


def xml_text(text: str) -> str:
    """Return a text without the control characters that would break the whole feed."""
    return NOT_XML.sub("", text)


def as_html(text: str) -> str:
    """Return a plain text as the HTML that feed readers take titles and descriptions for."""
    return escape(xml_text(text), quote=False)
