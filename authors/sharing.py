"""Where a reader can pass an article on: plain links, nothing of theirs is loaded here."""

from typing import Any, NamedTuple
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _


class Place(NamedTuple):
    """`address` takes the title and the article's address, both escaped."""

    label: Any
    address: str


PLACES = (
    Place(_("E-mail"), "mailto:?subject={title}&body={url}"),
    Place("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    Place("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    Place("WhatsApp", "https://wa.me/?text={title}%20{url}"),
)


def share_links(title: str, url: str) -> list[tuple[Any, str]]:
    """Return label and address of each place for an article."""
    values = {"title": quote(title, safe=""), "url": quote(url, safe="")}
    return [(place.label, place.address.format(**values)) for place in PLACES]
