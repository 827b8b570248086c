"""What a body says without its markup: its words, how long they take, how they begin."""

import re
from collections.abc import Iterator
from html import unescape
from math import ceil
from typing import Any

import nh3
from django.utils.text import Truncator

WORDS_PER_MINUTE = 220
BLOCK_END = re.compile(
    r"</(?:p|li|h\d|blockquote|t[dh]|d[dt]|figcaption|pre|div)>|<br", re.IGNORECASE
)
ADDRESS = re.compile(r"https?://\S+")
PROSE = {"paragraph", "html"}


def plain_text(body: Any, only_prose: bool = False) -> str:
    """Return the words of a StreamField; `only_prose` leaves out headings, code and captions."""
    blocks = [block for block in body.raw_data if not only_prose or block["type"] in PROSE]
    markup = " ".join(part for block in blocks for part in strings_in(block["value"]))
    return " ".join(unescape(nh3.clean(BLOCK_END.sub(r" \g<0>", markup), tags=set())).split())


def strings_in(value: Any) -> Iterator[str]:
    """Yield the texts in a block's stored value; addresses and the keys of lists are none."""
    if isinstance(value, str):
        yield "" if ADDRESS.fullmatch(value.strip()) else value
    elif isinstance(value, dict) and {"type", "value"} <= value.keys():
        yield from strings_in(value["value"])
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def minutes_to_read(body: Any) -> int:
    return max(1, ceil(len(plain_text(body).split()) / WORDS_PER_MINUTE))


def beginning(body: Any, characters: int = 200) -> str:
    """Return the first words, cut at `characters`."""
    return str(Truncator(plain_text(body, only_prose=True)).chars(characters, truncate="…"))
