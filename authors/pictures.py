"""Pictures beside words: their sizes loaded for a whole list at once, and the ones that others show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from wagtail.images import get_image_model

from authors.memory import each_until_changed

PORTRAIT = "fill-256x256|format-webp"
SHARED = "fill-1200x630|format-jpeg"


@dataclass(frozen=True)
class SharedPicture:
    """The picture of a page where others link to it; `url` is absolute."""

    url: str
    width: int
    height: int
    alt: str


def load_renditions(images: Iterable[Any]) -> None:
    """Give pictures the sizes they exist in, in at most one query for all of them.

    A size that is made later joins the list that is kept.
    """
    images = [image for image in images if image is not None]
    kept = each_until_changed("authors.renditions", [image.pk for image in images], renditions_of)
    for image in images:
        image.prefetched_renditions = kept[image.pk]


def renditions_of(image_pks: list[int]) -> dict[int, list[Any]]:
    model = get_image_model().get_rendition_model()
    found: dict[int, list[Any]] = {pk: [] for pk in image_pks}
    for rendition in model.objects.filter(image__in=image_pks).select_related("image"):
        found[rendition.image_id].append(rendition)
    return found


def shared_picture(page: Any) -> SharedPicture | None:
    """Return what a page's `share_image` (picture, description) looks like elsewhere, if any."""
    image, alt = getattr(page, "share_image", (None, ""))
    if image is None:
        return None
    rendition = image.get_rendition(SHARED)
    url = urljoin(page.full_url or "", rendition.url)
    return SharedPicture(url, rendition.width, rendition.height, alt)


def focus_classes(image: Any) -> str:
    """Return the classes under which a stylesheet that cuts a picture keeps its focal point in sight.

    A style of the picture's own would need a laxer Content-Security-Policy.
    """
    if image is None or not image.has_focal_point():
        return ""
    across = round(10 * image.focal_point_x / image.width) * 10
    down = round(10 * image.focal_point_y / image.height) * 10
    return f"focus-x-{min(across, 100)} focus-y-{min(down, 100)}"


def portrait(profile: Any) -> Any:
    """Return the photo as the largest one beside the author's name, or None."""
    return profile.photo.get_rendition(PORTRAIT) if profile.photo else None
