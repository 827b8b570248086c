"""The sizes pictures are shown in. Lists load these beforehand, so templates must use the same."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.db.models import Prefetch
from wagtail.images import get_image_model

CARD = ("fill-480x300|format-webp", "fill-960x600|format-webp")
PORTRAIT = "fill-256x256|format-webp"
SHARED = "fill-1200x630|format-jpeg"


@dataclass(frozen=True)
class SharedPicture:
    """The picture of a page where others link to it; `url` is absolute."""

    url: str
    width: int
    height: int
    alt: str


def card_pictures(field: str) -> Prefetch:
    """Load a list's pictures with the sizes of a card, in two queries for the whole list."""
    images: Any = get_image_model().objects
    return Prefetch(field, images.prefetch_renditions(*CARD))


def shared_picture(page: Any) -> SharedPicture | None:
    """Return what a page's `share_image` (picture, description) looks like elsewhere, if any."""
    image, alt = getattr(page, "share_image", (None, ""))
    if image is None:
        return None
    rendition = image.get_rendition(SHARED)
    url = urljoin(page.full_url or "", rendition.url)
    return SharedPicture(url, rendition.width, rendition.height, alt)


def portrait(profile: Any) -> Any:
    """Return the photo as the largest one beside the author's name, or None."""
    return profile.photo.get_rendition(PORTRAIT) if profile.photo else None
