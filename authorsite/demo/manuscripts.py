"""The demo's texts: read from files, turned into the blocks of a body.

A manuscript is TOML between two lines of +++, then paragraphs parted by empty lines.
`## ` starts a heading, `> ` a quotation (its last line may be `— source`), three backticks code,
and `![description](scene) caption` stands for a picture that is drawn. Whatever else there is
stands between `:::name` and `:::`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from authorsite.demo import inserts
from authorsite.demo.inserts import PictureFor

FOLDER = Path(__file__).parent
PICTURE = re.compile(r"!\[(?P<alt>[^]]*)\]\((?P<scene>\w+)\)\s*(?P<caption>.*)", re.DOTALL)
Block = dict[str, Any]
FENCES = ("```", inserts.FENCE)


@dataclass(frozen=True)
class Manuscript:
    """An article as it was handed in."""

    slug: str
    language: str
    head: dict[str, Any]
    text: str


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def articles() -> tuple[Manuscript, ...]:
    """Return every article: the originals first, as translations need them."""
    read = [_manuscript(path) for path in sorted((FOLDER / "articles").glob("*.md"))]
    return tuple(sorted(read, key=lambda each: each.language != "en"))


def _manuscript(path: Path) -> Manuscript:
    slug, language, _ = path.name.split(".")
    _, head, text = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Manuscript(slug, language, tomllib.loads(head), text.strip())


def blocks(text: str, picture_for: PictureFor) -> list[Block]:
    """Return a text as StreamField data; `picture_for(scene, alt)` returns the key of an image."""
    return [_block(piece, picture_for) for piece in _pieces(text)]


def _pieces(text: str) -> list[str]:
    parts = re.split(r"(^```.*?^```$|^:::.*?^:::$)", text, flags=re.DOTALL | re.MULTILINE)
    pieces = []
    for part in parts:
        pieces += [part] if part.startswith(FENCES) else re.split(r"\n\s*\n", part)
    return [piece.strip() for piece in pieces if piece.strip()]


def _block(piece: str, picture_for: PictureFor) -> Block:
    if piece.startswith("## "):
        return {"type": "heading", "value": piece[3:]}
    if piece.startswith("> "):
        lines = [line.removeprefix("> ") for line in piece.splitlines()]
        source = lines.pop()[2:] if lines[-1].startswith("— ") else ""
        return {"type": "quote", "value": {"text": " ".join(lines), "source": source}}
    if piece.startswith("```"):
        language, code = piece.strip("`").split("\n", 1)
        return {"type": "code", "value": {"language": language, "code": code.rstrip()}}
    if piece.startswith(inserts.FENCE):
        return inserts.block(piece, picture_for)
    if found := PICTURE.match(piece):
        parts = found["scene"], found["alt"], found["caption"]
        return {"type": "image", "value": inserts.picture(*parts, picture_for)}
    return {"type": "paragraph", "value": f"<p>{piece}</p>"}
