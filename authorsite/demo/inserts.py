"""What stands between a manuscript's paragraphs and isn't prose: galleries, tables, cards, boxes.

It is written between `:::name` and `:::`, as TOML that has the names of the block's fields.
A picture is [scene, description, caption]; an author is given by their key. A block that
isn't a structure has the one name `html`.
"""

import tomllib
from collections.abc import Callable
from typing import Any

from authors.models import Author
from authorsite.demo.identity import key_of

FENCE = ":::"
PictureFor = Callable[[str, str], int]


def block(piece: str, picture_for: PictureFor) -> dict[str, Any]:
    """Return the StreamField data for one insert."""
    name, written = piece.strip(":").split("\n", 1)
    value = tomllib.loads(written)
    if "pictures" in value:
        value["pictures"] = [
            picture(scene, alt, caption, picture_for) for scene, alt, caption in value["pictures"]
        ]
    if "author" in value:
        value["author"] = Author.objects.get(uuid=key_of("author", value["author"])).pk
    return {"type": name, "value": value.get("html", value)}


def picture(scene: str, alt: str, caption: str, picture_for: PictureFor) -> dict[str, Any]:
    """Return a picture with its caption, as images and galleries keep them."""
    image = {"image": picture_for(scene, alt), "alt_text": alt, "decorative": False}
    return {"image": image, "caption": caption}
