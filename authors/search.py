"""Find articles by their words, and authors by a part of their name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from authors.listing import articles
from authors.reading import plain_text
from authors.visibility import visible

LONGEST_TEXT = 200
MOST_WORDS = 10
EXCERPT = 240


def words_of(text: str | None) -> list[str]:
    """Return the words of what a reader typed; signs that mean something to a database are none."""
    return re.findall(r"[^\W_]+", (text or "")[:LONGEST_TEXT])[:MOST_WORDS]


def find_articles(words: Sequence[str], home: Any) -> Any:
    """Return the articles below a page that hold every word, the best first."""
    below = visible(articles().descendant_of(home))
    if not words:
        return below.none()
    found = below.search(" ".join(words), operator="and")
    # What begins with the words is better than nothing: "repa" for a repair.
    return found if found.count() else below.autocomplete(" ".join(words), operator="and")


def marked(text: str, words: Sequence[str]) -> SafeString:
    """Return a text, escaped, with each of the words in a <mark>."""
    if not words:
        return format_html("{}", text)
    parts = pattern(words).split(text)
    pieces = (
        format_html("<mark>{}</mark>" if number % 2 else "{}", part)
        for number, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def excerpt(page: Any, words: Sequence[str]) -> str:
    """Return a piece of a page's text around the first word that was looked for.

    A heading or a caption between two sentences reads badly, so they are the last resort. Of a host's
    own page type it is the description, if it has one: its body may be anything.
    """
    if not hasattr(page, "summary"):
        return getattr(page, "search_description", "")
    texts = [plain_text(page.body, only_prose=True), plain_text(page.body)] if words else []
    matches = (pattern(words).search(text) for text in texts)
    found = next((match for match in matches if match), None)
    return piece_around(found) if found else str(page.summary)


def piece_around(found: re.Match[str]) -> str:
    text = found.string
    start = text.rfind(" ", 0, max(0, found.start() - EXCERPT // 3)) + 1
    end = text.find(" ", start + EXCERPT)
    piece = text[start : end if end > 0 else None]
    return f"{'… ' if start else ''}{piece}{' …' if end > 0 else ''}"


def pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(any_accents, longest_first))})", re.IGNORECASE)


def any_accents(word: str) -> str:
    """Return a pattern for a word with any accents or none: SQLite's index tells no difference."""
    return "".join(alike().get(letter.lower(), re.escape(letter)) for letter in word)


@cache
def alike() -> dict[str, str]:
    """Return, for each Latin letter, a pattern for all that are the same without their accents."""
    groups: dict[str, str] = defaultdict(str)
    for letter in map(chr, [*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)]):
        plain = unicodedata.normalize("NFD", letter)[0].lower()
        if plain.isascii():
            groups[plain] += letter
    return {
        letter: f"[{plain}{accented}]"
        for plain, accented in groups.items()
        for letter in plain + accented
    }
