"""What a Ghost user showed to readers: the biography and where else to find them."""

from collections.abc import Iterator

from authors.pages.importers.exports import Person
from authors.pages.importers.ghost_file import Row, text

# Column, our network, and what an address begins with if only a name is kept.
PLACES = [
    ("website", "website", ""),
    ("mastodon", "mastodon", ""),
    ("bluesky", "bluesky", "https://bsky.app/profile/"),
    ("twitter", "x", "https://x.com/"),
    ("threads", "threads", "https://www.threads.net/@"),
    ("facebook", "facebook", "https://www.facebook.com/"),
    ("instagram", "instagram", "https://www.instagram.com/"),
    ("linkedin", "linkedin", "https://www.linkedin.com/in/"),
    ("youtube", "youtube", "https://www.youtube.com/@"),
]


def person(row: Row) -> Person:
    return Person(bio=text(row, "bio"), location=text(row, "location"), links=tuple(_links(row)))


def _links(row: Row) -> Iterator[tuple[str, str]]:
    for column, network, start in PLACES:
        value = text(row, column)
        if value.startswith(("https://", "http://")):
            yield network, value
        elif value and start:
            yield network, start + value.lstrip("@/")
        elif network == "mastodon" and "@" in value:
            yield network, _mastodon(value)


def _mastodon(value: str) -> str:
    """Return the address of @name@host, or of host/@name."""
    name, _at, host = value.lstrip("@").partition("@")
    return f"https://{value}" if name.endswith("/") else f"https://{host}/@{name}"
