"""The lines that the README asks a host to add, as the README prints them."""

import re

from tests.plugin.wheel import ROOT

BLOCK = re.compile(
    r"^```(?:python|django)\n(?:#|\{#) (\S+?)(?:: [^\n]*)?(?: #\})?\n(.*?)^```", re.M | re.S
)
CHAPTER = re.compile(r"^## In your own site\n(.*?)^## ", re.M | re.S)


def lines_to_add() -> dict[str, list[str]]:
    """Return the lines by the host's file; comments and empty lines don't count."""
    chapter = CHAPTER.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert chapter
    return {
        name: [line for line in code.splitlines() if line and not line.startswith(("#", "{#"))]
        for name, code in BLOCK.findall(chapter[1])
    }


def number_of_lines() -> int:
    return sum(len(lines) for lines in lines_to_add().values())
