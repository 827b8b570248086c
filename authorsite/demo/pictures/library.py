"""The demo's pictures in Wagtail's image library, drawn when they are first needed."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection

from authorsite.demo.pictures import portraits, scenes

COLLECTION = "Authors"  # the one that setup_roles lets authors choose from
LEAD_WIDTH, PORTRAIT_WIDTH = 1600, 800


def lead_image(scene: str, description: str) -> AbstractImage:
    return _stored(f"{scene}-scene", description, partial(scenes.draw, scene), LEAD_WIDTH)


def portrait(name: str, description: str) -> AbstractImage:
    return _stored(f"{name}-portrait", description, partial(portraits.draw, name), PORTRAIT_WIDTH)


def _stored(name: str, description: str, draw: Callable[[int], bytes], width: int) -> AbstractImage:
    """Return the picture of that name, drawn now unless an earlier article has it already."""
    collection, model = _collection(), get_image_model()
    # The storage may have added letters to the name, but only at its end.
    known = model.objects.filter(collection=collection, file__contains=f"/{name}").first()
    if known:
        return known
    # Tests ask for thumbnails: what they check is not in the pixels.
    drawn = draw(getattr(settings, "DEMO_PICTURE_WIDTH", width))
    return model.objects.create(
        title=description,
        description=description,
        collection=collection,
        file=ContentFile(drawn, name=f"{name}.jpg"),
    )


def _collection() -> Collection:
    known = Collection.objects.filter(name=COLLECTION).first()
    return known or Collection.get_first_root_node().add_child(name=COLLECTION)
