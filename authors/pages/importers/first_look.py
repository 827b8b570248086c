"""What a WordPress export may describe after the posts that need it: guests, and pictures' addresses."""

from dataclasses import dataclass, field
from typing import BinaryIO

from authors.pages.importers.exports import Picture, UnreadableExport
from authors.pages.importers.guests import POST_TYPE, Guest, guest_of, slug_of
from authors.pages.importers.words import plain_text


@dataclass(frozen=True)
class FirstLook:
    """Guests by their slug, pictures by the number of the attachment."""

    guests: dict[str, Guest] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)


def look_through(file: BinaryIO) -> FirstLook:
    """Read the whole file, as far as it can be read, and go back to its start."""
    from authors.pages.importers.wxr import Export

    look = FirstLook()
    try:
        for item in Export(file).items():
            if item["post_type"] == POST_TYPE:
                look.guests[slug_of(item["post_name"])] = guest_of(item)
            elif item["post_type"] == "attachment":
                look.pictures[item["post_id"]] = Picture(
                    address=item["attachment_url"],
                    alt=item.meta.get("_wp_attachment_image_alt", ""),
                    caption=plain_text(item["excerpt"]),
                    title=plain_text(item["title"]),
                    post=item["post_parent"],
                )
    except UnreadableExport:
        pass  # The import itself will say so, and where.
    file.seek(0)
    return look
