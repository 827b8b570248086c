"""The body of a post as the blocks of an article."""

import re
from typing import Any

import nh3
from bs4 import NavigableString, Tag

from authors.html import clean_html
from authors.pages.importers.media import link_bare_address
from authors.pages.importers.outline import SCHEMES, block_elements
from authors.pages.importers.pictures import MARK, Pictures, block_of

# The editor's own words for what looks alike. What is not here can't be edited as rich text.
RICH = {"a": "a", "b": "b", "br": "br", "cite": "i", "code": "code", "del": "s", "dfn": "i", "em": "i",
        "i": "i", "kbd": "code", "li": "li", "ol": "ol", "p": "p", "s": "s", "samp": "code",
        "strong": "b", "ul": "ul", "var": "i"}  # fmt: skip
QUOTABLE = {"b", "br", "cite", "em", "i", "p", "strong"}
HEADINGS = {"h1", "h2", "h3", "h4"}

Block = tuple[str, Any]


def blocks_from(
    html: str, has_classic_text: bool = True, pictures: Pictures | None = None
) -> list[Block]:
    """Return (block name, raw value) for HTML from WordPress's classic or block editor, or Ghost's.

    Without `pictures`, those in the text become links.
    """
    blocks: list[Block] = []
    for element in block_elements(html, has_classic_text, pictures or Pictures()):
        name, value = _block(element)
        if name == "paragraph" and blocks and blocks[-1][0] == "paragraph":
            blocks[-1] = (name, blocks[-1][1] + value)
        elif value:
            blocks.append((name, value))
    return blocks


def _block(element: Tag) -> Block:
    """Return the block for one element; its value is empty if nothing is left to show."""
    if element.name == MARK:
        return block_of(element)
    if element.name == "hr":
        return "html", "<hr>"
    if not element.get_text(strip=True):
        return "paragraph", ""
    if element.name in HEADINGS and not element.find("a"):
        return "heading", " ".join(element.get_text().split())
    if element.name == "blockquote" and _names(element) <= QUOTABLE:
        return "quote", _quote(element)
    if element.name == "pre":
        return "code", {"language": "", "code": _lines(element).strip("\n")}
    return _text(element)


def _text(element: Tag) -> Block:
    """Return rich text if the editor can edit all of it, else cleaned HTML."""
    if element.name == "p":
        link_bare_address(element)
        _strip_ends(element)
    for only in element.select("li > p:only-child"):
        only.unwrap()
    if _is_rich(element):
        return "paragraph", _rich(element)
    if element.name == "h1":
        element.name = "h2"
    return "html", clean_html(str(element))


def _is_rich(element: Tag) -> bool:
    numbered_from = [tag for tag in [element, *element.find_all("ol")] if tag.get("start")]
    names = {element.name, *_names(element)}
    return names <= RICH.keys() and not numbered_from and not element.select("li p")


def _rich(element: Tag) -> str:
    for tag in [element, *element.find_all(True)]:
        tag.name = RICH[tag.name]
    html = nh3.clean(
        str(element),
        tags=set(RICH.values()),
        # Without the star, nh3 would let title and lang through everywhere.
        attributes={"a": {"href"}, "*": set()},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    # Wagtail's editor stumbles over a line break that isn't closed.
    return html.replace("<br>", "<br/>")


def _quote(element: Tag) -> dict[str, str]:
    sources = [cite.extract().get_text(" ", strip=True) for cite in element.find_all("cite")]
    for paragraph in element.find_all("p"):
        paragraph.append("\n\n")
    text = re.sub(r"\n\s*\n", "\n\n", _lines(element)).strip()
    return {"text": text or ", ".join(sources), "source": ", ".join(sources) if text else ""}


def _lines(element: Tag) -> str:
    """Return an element's text with its line breaks as such."""
    for line_break in element.find_all("br"):
        line_break.replace_with("\n")
    return element.get_text()


def _strip_ends(paragraph: Tag) -> None:
    """Take the white space and the line breaks away from either end."""
    for step, strip in ((1, str.lstrip), (-1, str.rstrip)):
        for node in paragraph.contents[::step]:
            if isinstance(node, Tag) and node.name != "br":
                break
            if isinstance(node, NavigableString) and node.strip():
                node.replace_with(strip(node))
                break
            node.extract()


def _names(element: Tag) -> set[str]:
    return {tag.name for tag in element.find_all(True)}
