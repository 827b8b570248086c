"""What may stand in a comment: words, a little emphasis, links that help nobody's ranking."""

import re
from html import unescape

import nh3
from bs4 import BeautifulSoup
from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
}
ATTRIBUTES = {"a": {"href"}}
BLOCK = re.compile(r"<(?:p|blockquote|pre|ul|ol)\b", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"']", re.IGNORECASE)
LINK = re.compile(r"<a\b|(?<![\"'>=])(?:https?://|\bwww\.)", re.IGNORECASE)
LIFELESS = ("a", "code", "pre")


def to_html(text: str) -> SafeString:
    """Return a comment as HTML in which nothing can run, load or restyle."""
    html = text if BLOCK.search(text) else linebreaks(text)
    if ADDRESS.search(html):
        html = with_links(html)
    return mark_safe(clean(html))  # noqa: S308 - cleaned last


def clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener",
    )


def with_links(html: str) -> str:
    """Make bare addresses links, but not in code or in what is one already."""
    soup = BeautifulSoup(clean(html), "html.parser")
    for words_between in soup.find_all(string=ADDRESS):
        if words_between.find_parent(LIFELESS) is None:
            linked = urlize(str(words_between), autoescape=True)
            words_between.replace_with(BeautifulSoup(linked, "html.parser"))
    return str(soup)


def words(text: str) -> str:
    """Return a comment's words in one line, without any markup."""
    spaced = re.sub(r"<(?=br|/?p|/?li|/?blockquote|/?pre)", " <", text, flags=re.IGNORECASE)
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())


def count_links(text: str) -> int:
    return len(LINK.findall(text))
