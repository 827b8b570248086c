"""Blocks of pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from authors.blocks.choosers import PictureBlock
from authors.blocks.picker import MEDIA


class FigureBlock(blocks.StructBlock):
    image = PictureBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        group = MEDIA
        description = _("One picture, as wide as the text.")
        template = "authors/blocks/figure.html"
        preview_template = "authors/blocks/previews/figure.html"


class GalleryItemBlock(blocks.StructBlock):
    image = PictureBlock(label=_("Image"))
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
