"""The words of a piece of HTML."""

from html import unescape

import nh3


def plain_text(html: str) -> str:
    """Return the words of a piece of HTML, with one space between any two."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())
