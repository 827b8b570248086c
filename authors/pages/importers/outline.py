"""The HTML of a post as a row of safe block elements."""

import re
from collections.abc import Iterator
from itertools import accumulate

import nh3
from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from authors.html import ATTRIBUTES, TAGS
from authors.pages.importers import media, shortcodes
from authors.pages.importers.pictures import MARK, Pictures

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
    MARK,
    "ol",
    "p",
    "pre",
    "table",
    "ul",
}
PARSED_TAGS = {*TAGS, *WRAPPERS, *media.EMBEDDED, "h1", "source"}
PARSED_ATTRIBUTES = (
    ATTRIBUTES
    | {tag: {"src"} for tag in [*media.EMBEDDED, "source"]}
    | {tag: {"class"} for tag in ["div", "figure", "ul"]}  # which tells a gallery
    | {"img": ATTRIBUTES["img"] | {"class"}}
)
SCHEMES = {"http", "https", "mailto"}
PAGE_BREAK = re.compile(r"<!--(?:more|nextpage)[^>]{0,200}-->")
BOX_EDGE = re.compile(rf"<(/?)(?:{'|'.join(WRAPPERS)})\b[^>]*>", re.IGNORECASE)
# Undoing boxes in boxes takes the square of how deep they lie.
DEEPEST = 500
PARAGRAPH_END = re.compile(r"\n\s*\n")


def block_elements(html: str, has_classic_text: bool, pictures: Pictures) -> Iterator[Tag]:
    """Yield paragraphs, lists, tables, marks and the like; text that lies loose comes as paragraphs."""
    # The classic editor stores line ends instead of <p> and <br>.
    is_classic = has_classic_text and "<!-- wp:" not in html
    root = _tree(PAGE_BREAK.sub("\n\n", pictures.unfold(html)), pictures)
    loose: list[PageElement] = []
    for node in list(root.contents):
        if isinstance(node, Tag) and node.name in BLOCKS:
            yield from _paragraphs(loose, is_classic)
            loose = []
            yield node
        else:
            loose.append(node)
    yield from _paragraphs(loose, is_classic)


def _tree(html: str, pictures: Pictures) -> Tag:
    """Return what is safe of the HTML, without shortcodes, media and anything that only groups."""
    cleaned = nh3.clean(
        _shallow(html),
        tags=PARSED_TAGS,
        attributes=PARSED_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    root = BeautifulSoup(f"<main>{cleaned}</main>", "html.parser").main
    assert root is not None
    shortcodes.unwrap(root)
    pictures.mark(root)
    media.replace_media(root)
    for element in root.find_all(WRAPPERS):
        element.insert(0, NavigableString("\n\n"))
        element.append(NavigableString("\n\n"))
        element.unwrap()
    pictures.lift(root)
    for link in root.find_all("a", href=False):
        link.unwrap()
    return root


def _shallow(html: str) -> str:
    """Return the HTML; without any boxes if they lie deeper in each other than anybody puts them."""
    depths = accumulate(-1 if edge[1] else 1 for edge in BOX_EDGE.finditer(html))
    return html if max(depths, default=0) <= DEEPEST else BOX_EDGE.sub("\n\n", html)


def _paragraphs(nodes: list[PageElement], is_classic: bool) -> Iterator[Tag]:
    """Part loose text at its blank lines, as WordPress does when it shows a page."""
    paragraph = media.new_tag("p")
    for node in nodes:
        if isinstance(node, Tag):
            paragraph.append(node.extract())
            continue
        first, *others = PARAGRAPH_END.split(str(node))
        _append_text(paragraph, first, is_classic)
        for text in others:
            yield paragraph
            paragraph = media.new_tag("p")
            _append_text(paragraph, text, is_classic)
    yield paragraph


def _append_text(paragraph: Tag, text: str, is_classic: bool) -> None:
    lines = text.split("\n") if is_classic else [text]
    for number, line in enumerate(lines):
        if number:
            paragraph.append(media.new_tag("br"))
        paragraph.append(NavigableString(line))
