"""What was chosen in blocks, known until content changes: a page asks for nothing twice."""

import copy
from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from authors.memory import each_until_changed


class KeptChooser:
    """Put it before a chooser block."""

    model_class: Any

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        """Return the chosen rows in the order of their keys, each a copy that may be changed."""
        keys = list(values)
        kind = f"chosen.{self.model_class._meta.label}"
        known = each_until_changed(kind, [key for key in keys if key], self.rows)
        return [copy.copy(known.get(key or 0)) for key in keys]

    def rows(self, keys: list[int]) -> dict[int, Any]:
        found = self.model_class.objects.in_bulk(keys)
        return {key: found.get(key) for key in keys}


class KeptImageChooserBlock(KeptChooser, ImageChooserBlock):
    pass


class PictureBlock(ImageBlock):
    """Wagtail's picture with its description."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = KeptImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


class AuthorChooserBlock(KeptChooser, blocks.ChooserBlock):
    """An author, chosen among thousands. Whoever was merged since is shown as who remains."""

    target_model = "authors.Author"

    @cached_property
    def widget(self) -> Any:
        from authors.chooser import AuthorChooserViewSet

        return AuthorChooserViewSet().widget_class()

    class Meta:
        icon = "user"
