"""Blocks of pictures, and where all the pictures in a body are found at once."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage

from authors.blocks.picker import MEDIA


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        group = MEDIA
        description = _("One picture, as wide as the text.")
        template = "authors/blocks/figure.html"
        preview_template = "authors/blocks/previews/figure.html"


class GalleryItemBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")


class GalleryBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(GalleryItemBlock(), label=_("Pictures"), min_num=1, max_num=60)
    caption = blocks.CharBlock(label=_("Caption of the gallery"), required=False)

    class Meta:
        icon = "grip"
        label = _("Gallery")
        group = MEDIA
        description = _("Several pictures in a grid; each leads to a larger one.")
        template = "authors/blocks/gallery.html"
        preview_template = "authors/blocks/previews/gallery.html"


def pictures_in(value: Any) -> Iterator[AbstractImage]:
    """Yield the pictures in a block's value, however deep, those of a host's own blocks too."""
    match value:
        case AbstractImage():
            yield value
        case blocks.StructValue():
            for inner in value.values():
                yield from pictures_in(inner)
        case blocks.list_block.ListValue():
            for inner in value:
                yield from pictures_in(inner)
        case blocks.StreamValue():
            for child in value:
                yield from pictures_in(child.value)
