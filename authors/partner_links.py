"""Links that earn the site a share of what readers buy: found, marked and counted in."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks

# Source: https://affiliate-program.amazon.com (its shops, and the short addresses it hands out)
AMAZON = (
    "amazon.ae", "amazon.ca", "amazon.cn", "amazon.co.jp", "amazon.co.uk", "amazon.co.za",
    "amazon.com", "amazon.com.au", "amazon.com.be", "amazon.com.br", "amazon.com.mx",
    "amazon.com.tr", "amazon.de", "amazon.eg", "amazon.es", "amazon.fr", "amazon.ie", "amazon.in",
    "amazon.it", "amazon.nl", "amazon.pl", "amazon.sa", "amazon.se", "amazon.sg",
    "amzn.asia", "amzn.eu", "amzn.to", "a.co",
)  # fmt: skip
# Source: https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
REL = ("sponsored", "nofollow")
QUOTED = ' {}="{}"'
LINK = re.compile(r"<a[\s/](?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)


def hosts() -> tuple[str, ...]:
    """Return the partners' hosts; what lies below one counts, too."""
    return tuple(getattr(settings, "AUTHORS_PARTNER_HOSTS", AMAZON))


def is_partner(address: str) -> bool:
    """Tell whether an address leads to a partner, read as browsers read it."""
    address = re.sub(r"[\t\n\r]", "", address.strip()).replace("\\", "/")
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return False
    return any(host == partner or host.endswith(f".{partner}") for partner in hosts())


def mark(html: str) -> SafeString:
    """Return safe HTML with every link to a partner declared as an advertisement."""
    return mark_safe(LINK.sub(lambda found: marked(found[0]), html))  # noqa: S308 - was safe before


def marked(tag: str) -> str:
    attributes = attributes_of(tag)
    if not is_partner(attributes.get("href") or ""):
        return tag
    rel = dict.fromkeys([*(attributes.get("rel") or "").split(), *REL])
    attributes["rel"] = " ".join(rel)
    written = ((name, value or "") for name, value in attributes.items())
    return f"<a{format_html_join('', QUOTED, written)}>"


def attributes_of(tag: str) -> dict[str, str | None]:
    """Return a tag's attributes; of two with the same name, browsers take the first."""
    reader = TagReader()
    reader.feed(tag)
    return reader.attributes


class TagReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = dict(reversed(attrs))


def contains(html: str) -> bool:
    """Tell whether HTML links to a partner."""
    return any(is_partner(attributes_of(tag).get("href") or "") for tag in LINK.findall(html))


def in_body(body: Any) -> bool:
    """Tell whether a StreamField's value links to a partner, without rendering it."""
    return any(holds(body.stream_block, body.raw_data))


def holds(block: Any, raw: Any) -> Iterator[bool]:
    """Yield for each link in a block's stored value whether it leads to a partner."""
    match block:
        case blocks.RichTextBlock() | blocks.RawHTMLBlock():
            yield contains(str(raw or ""))
        case blocks.URLBlock():
            yield is_partner(str(raw or ""))
        case blocks.BaseStructBlock():
            for name, child in block.child_blocks.items():
                yield from holds(child, (raw or {}).get(name))
        case blocks.ListBlock():
            for item in raw or ():
                is_wrapped = isinstance(item, dict) and item.get("type") == "item"
                yield from holds(block.child_block, item["value"] if is_wrapped else item)
        case blocks.BaseStreamBlock():
            for item in raw or ():
                yield from holds(block.child_blocks.get(item["type"]), item["value"])
