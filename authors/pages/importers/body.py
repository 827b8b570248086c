"""The body of a WordPress post as the blocks of an article."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import nh3
from bs4 import BeautifulSoup, NavigableString, Tag

from authors.html import ATTRIBUTES, TAGS, clean_html
from authors.pages.importers import media, shortcodes

# What only groups other things; its edges part paragraphs.
WRAPPERS = ["address", "article", "aside", "center", "details", "div", "fieldset", "figcaption",
            "figure", "footer", "form", "header", "main", "nav", "section", "summary"]  # fmt: skip
BLOCKS = {
    "blockquote",
    "dl",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
}
# The editor's own words for what looks alike. What is not here can't be edited as rich text.
RICH = {"a": "a", "b": "b", "br": "br", "cite": "i", "code": "code", "del": "s", "dfn": "i", "em": "i",
        "i": "i", "kbd": "code", "li": "li", "ol": "ol", "p": "p", "s": "s", "samp": "code",
        "strong": "b", "ul": "ul", "var": "i"}  # fmt: skip
QUOTABLE = {"b", "br", "cite", "em", "i", "p", "strong"}
PARSED_TAGS = {*TAGS, *WRAPPERS, *media.EMBEDDED, "h1", "source"}
PARSED_ATTRIBUTES = ATTRIBUTES | {tag: {"src"} for tag in [*media.EMBEDDED, "source"]}
SCHEMES = {"http", "https", "mailto"}
BREAK = re.compile(r"<!--(?:more|nextpage)[^>]{0,200}-->")
PARAGRAPH_END = re.compile(r"\n\s*\n")

Block = tuple[str, Any]
Node = Tag | NavigableString


def blocks_from(html: str) -> list[Block]:
    """Return (block name, raw value) for HTML from WordPress's classic or block editor."""
    is_classic = "<!-- wp:" not in html
    root = _tree(BREAK.sub("\n\n", html))
    shortcodes.unwrap(root)
    media.replace_media(root)
    blocks: list[Block] = []
    for element in _elements(root, is_classic):
        name, value = _block(element)
        if name == "paragraph" and blocks and blocks[-1][0] == "paragraph":
            blocks[-1] = (name, blocks[-1][1] + value)
        elif value:
            blocks.append((name, value))
    return blocks


def plain_text(html: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


def _tree(html: str) -> Tag:
    """Return what is safe of the HTML as a tree, without anything that only groups."""
    cleaned = nh3.clean(
        html, tags=PARSED_TAGS, attributes=PARSED_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    )
    root = BeautifulSoup(f"<main>{cleaned}</main>", "html.parser").main
    assert root is not None
    for element in root.find_all(WRAPPERS):
        element.insert(0, NavigableString("\n\n"))
        element.append(NavigableString("\n\n"))
        element.unwrap()
    for link in root.find_all("a", href=False):
        link.unwrap()
    return root


def _elements(root: Tag, is_classic: bool) -> Iterator[Tag]:
    """Yield block elements; text that lies loose between them comes as paragraphs."""
    loose: list[Node] = []
    for node in [*root.contents, None]:
        if node is None or (isinstance(node, Tag) and node.name in BLOCKS):
            yield from _paragraphs(loose, is_classic)
            loose = []
            if node is not None:
                yield node
        else:
            loose.append(node)


def _paragraphs(nodes: list[Node], is_classic: bool) -> Iterator[Tag]:
    """Part loose text at its blank lines, as WordPress does when it shows a page."""
    paragraph = _new("p")
    for node in nodes:
        if isinstance(node, Tag):
            paragraph.append(node.extract())
            continue
        first, *others = PARAGRAPH_END.split(str(node))
        _append_text(paragraph, first, is_classic)
        for text in others:
            yield paragraph
            paragraph = _new("p")
            _append_text(paragraph, text, is_classic)
    yield paragraph


def _append_text(paragraph: Tag, text: str, is_classic: bool) -> None:
    lines = text.split("\n") if is_classic else [text]
    if not paragraph.contents:
        lines[0] = lines[0].lstrip()
    for number, line in enumerate(lines):
        if number:
            paragraph.append(_new("br"))
        paragraph.append(NavigableString(line))


def _new(name: str) -> Tag:
    return BeautifulSoup("", "html.parser").new_tag(name)


def _block(element: Tag) -> Block:
    """Return the block for one element; its value is empty if nothing is left to show."""
    if element.name == "hr":
        return "html", "<hr>"
    if not element.get_text(strip=True):
        return "paragraph", ""
    if element.name in {"h1", "h2", "h3", "h4"} and not element.find("a"):
        return "heading", " ".join(element.get_text().split())
    if element.name == "blockquote" and _names(element) <= QUOTABLE:
        return "quote", _quote(element)
    if element.name == "pre":
        return "code", {"language": "", "code": _lines(element).strip("\n")}
    return _text(element)


def _text(element: Tag) -> Block:
    """Return rich text if the editor can edit all of it, else cleaned HTML."""
    if element.name == "p":
        media.link_bare_address(element)
    for only in element.select("li > p:only-child"):
        only.unwrap()
    names = {element.name, *_names(element)}
    if names <= RICH.keys() and not element.find_all(start=True) and not element.select("li p"):
        return "paragraph", _rich(element)
    if element.name == "h1":
        element.name = "h2"
    return "html", clean_html(str(element))


def _rich(element: Tag) -> str:
    for tag in [element, *element.find_all(True)]:
        tag.name = RICH[tag.name]
    return nh3.clean(
        str(element),
        tags=set(RICH.values()),
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _quote(element: Tag) -> dict[str, str]:
    sources = [cite.extract().get_text(" ", strip=True) for cite in element.find_all("cite")]
    for paragraph in element.find_all("p"):
        paragraph.append("\n\n")
    text = re.sub(r"\n\s*\n\s*", "\n\n", _lines(element)).strip()
    return {"text": text or ", ".join(sources), "source": ", ".join(sources) if text else ""}


def _lines(element: Tag) -> str:
    """Return an element's text with its line breaks as such."""
    for line_break in element.find_all("br"):
        line_break.replace_with("\n")
    return element.get_text()


def _names(element: Tag) -> set[str]:
    return {tag.name for tag in element.find_all(True)}
