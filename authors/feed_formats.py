"""What a feed looks like in RSS 2.0, Atom and JSON Feed 1.1, each with every author named."""

import json
import re
from datetime import datetime
from html import escape
from typing import Any

from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.xmlutils import SimplerXMLGenerator

# Source: https://www.w3.org/TR/xml/#charsets (what XML 1.0 can't hold, even escaped)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class SteadyFeed(SyndicationFeed):
    """A feed that is as new as its latest entry or its page; an empty one isn't new each second."""

    content_type: str

    def latest_post_date(self) -> datetime:
        moments = [item["updateddate"] for item in self.items] + [self.feed["page_updated"]]
        return max(
            (moment for moment in moments if moment), default=datetime.fromtimestamp(0).astimezone()
        )


class RssFeed(SteadyFeed, Rss201rev2Feed):
    """RSS 2.0 with a dc:creator for each author, which RSS's own e-mail field can't name.

    Readers take titles and descriptions for HTML, so these are escaped once more.
    """

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        self.feed["description"] = as_html(self.feed["description"])
        super().add_root_elements(handler)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        texts = {key: as_html(item[key]) for key in ("title", "description")}
        super().add_item_elements(handler, item | texts)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", xml_text(author["name"]))
        if item.get("html"):
            handler.addQuickElement("content:encoded", item["html"])


class AtomFeed(SteadyFeed, Atom1Feed):
    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as Django does, and the style sheets, which it gives to RSS alone."""
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        for sheet in self.feed["stylesheets"] or ():
            handler.processingInstruction("xml-stylesheet", str(sheet))
        handler.startElement("feed", self.root_attributes())  # type: ignore[arg-type]  # as Django
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        texts = {"description": as_html(item["description"])}
        super().add_item_elements(handler, item | texts)
        if item.get("html"):
            handler.addQuickElement("content", item["html"], {"type": "html"})
        for author in item["authors"]:
            handler.startElement("author", {})  # type: ignore[arg-type]  # as Django does
            handler.addQuickElement("name", xml_text(author["name"]))
            if author["url"]:
                handler.addQuickElement("uri", author["url"])
            handler.endElement("author")


class JsonFeed(SteadyFeed):
    """Source: https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [self.entry(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))

    def entry(self, item: dict[str, Any]) -> dict[str, Any]:
        entry = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item.get("html"),
            "content_text": "" if item.get("html") else item["description"] or item["title"],
            "summary": item["description"] if item.get("html") else "",
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [self.author(author) for author in item["authors"]],
            "tags": list(item["categories"]),
        }
        return {key: value for key, value in entry.items() if value}

    def author(self, author: dict[str, Any]) -> dict[str, str]:
        told = {"name": author["name"], "url": author["url"], "avatar": author["image"]}
        return {key: value for key, value in told.items() if value}


def xml_text(text: str) -> str:
    """Return a text without the control characters that would break the whole feed."""
    return NOT_XML.sub("", text)


def as_html(text: str) -> str:
    """Return a plain text as the HTML that feed readers take titles and descriptions for."""
    return escape(text, quote=False)
