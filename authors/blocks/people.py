"""Blocks about people: an author's box in the middle of a text."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from authors.blocks.picker import PEOPLE


class AuthorChooserBlock(blocks.ChooserBlock):
    """An author, chosen among thousands. Whoever was merged since is shown as who remains."""

    target_model = "authors.Author"

    @cached_property
    def widget(self) -> Any:
        from authors.chooser import AuthorChooserViewSet

        return AuthorChooserViewSet().widget_class()

    class Meta:
        icon = "user"


class AuthorBoxBlock(blocks.StructBlock):
    author = AuthorChooserBlock(label=_("Author"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from authors.bylines import credits_for
        from authors.extensions import box_actions

        context = super().get_context(value, parent_context=parent_context)
        credits = credits_for([value["author"]]) if value.get("author") else []
        actions = box_actions(credits, context.get("page"), context.get("request"))
        return context | {"boxes": [(credit, actions[credit.author.pk]) for credit in credits]}

    class Meta:
        icon = "user"
        label = _("Author box")
        group = PEOPLE
        description = _("Somebody who writes here, with photo, bio and links.")
        template = "authors/blocks/author_box.html"
        preview_template = "authors/blocks/previews/author_box.html"
