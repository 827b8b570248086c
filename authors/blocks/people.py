"""Blocks about people: an author's box in the middle of a text."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from authors.blocks.choosers import AuthorChooserBlock
from authors.blocks.contents import inside
from authors.blocks.picker import PEOPLE

BOXES = "authors_boxes"


class AuthorBoxBlock(blocks.StructBlock):
    author = AuthorChooserBlock(label=_("Author"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        author, known = value.get("author"), context.get(BOXES, {})
        if author and author.pk not in known:
            known = with_boxes(value, context)[BOXES]
        return context | {"boxes": [known[author.pk]] if author else []}

    class Meta:
        icon = "user"
        label = _("Author box")
        group = PEOPLE
        description = _("Somebody who writes here, with photo, bio and links.")
        template = "authors/blocks/author_box.html"
        preview_template = "authors/blocks/previews/author_box.html"


def with_boxes(value: Any, context: dict[str, Any]) -> dict[str, Any]:
    """Add to a context the boxes of all authors in a body, asked for together.

    A box is a credit and what readers can do for its author; its key is that of whom was chosen.
    """
    from authors.bylines import credits_for, who_they_are_now
    from authors.extensions import box_actions
    from authors.models import Author

    if not (chosen := list(inside(value, Author))):
        return context
    current = who_they_are_now(chosen)
    credits = {credit.author.pk: credit for credit in credits_for(current.values())}
    actions = box_actions(list(credits.values()), context.get("page"), context.get("request"))
    boxes: dict[int, Any] = {
        pk: (credits[author.pk], actions[author.pk]) for pk, author in current.items()
    }
    return context | {BOXES: boxes}
