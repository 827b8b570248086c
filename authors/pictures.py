"""The sizes pictures are shown in. Lists load these beforehand, so templates must use the same."""

from typing import Any

from django.db.models import Prefetch
from wagtail.images import get_image_model

CARD = ("fill-480x300|format-webp", "fill-960x600|format-webp")


def card_pictures(field: str) -> Prefetch:
    """Load a list's pictures with the sizes of a card, in two queries for the whole list."""
    images: Any = get_image_model().objects
    return Prefetch(field, images.prefetch_renditions(*CARD))
