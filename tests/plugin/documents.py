"""What the documentation asks a host to do, as it is printed there."""

import re
from typing import NamedTuple

from tests.messages import ROOT

FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.M | re.S)
HEADER = re.compile(r"(?:#|\{#) (\S+\.(?:py|html))(?:: [^\n]*?)?(?: #\})?\n")
COMMENT = ("#", "{#")


class Piece(NamedTuple):
    """Code for a file of the host: a new file, or lines for one that is there."""

    file: str
    code: str

    @property
    def lines(self) -> list[str]:
        """Return what counts: neither comments nor empty lines."""
        return [line for line in self.code.splitlines() if line and not line.startswith(COMMENT)]


def fences(page: str, chapter: str = "") -> list[tuple[str, str]]:
    """Return the code of a page, or of one chapter of it, as (language, code)."""
    text = (ROOT / page).read_text(encoding="utf-8")
    if chapter:
        text = text.partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    found = FENCE.findall(text)
    return [
        (language, re.sub(f"^{indent}", "", code, flags=re.M)) for indent, language, code in found
    ]


def pieces(page: str, chapter: str = "") -> list[Piece]:
    """Return the code that begins with the file it belongs to."""
    headed = [(HEADER.match(code), code) for _language, code in fences(page, chapter)]
    return [Piece(head[1], code[head.end() :]) for head, code in headed if head]


def commands(page: str, chapter: str = "") -> list[str]:
    """Return the lines for a shell."""
    scripts = [code for language, code in fences(page, chapter) if language == "sh"]
    return [line for script in scripts for line in script.splitlines()]


def lines_to_add() -> list[Piece]:
    """Return the README's few lines for a site that exists."""
    return pieces("README.md", "In your own site")
