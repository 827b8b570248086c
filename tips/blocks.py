"""The block that asks readers for a tip in the middle of a text."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from authors.blocks.choosers import AuthorChooserBlock
from authors.blocks.picker import PEOPLE
from authors.bylines import Credit, credits_for
from authors.mixins import AuthorPageMixin
from authors.templatetags.authors_tags import credits_on
from authors.writers import writers
from tips.box_action import buy_buttons


class TipCallBlock(blocks.StructBlock):
    """Own words and a button for each author; nothing at all where nobody can be tipped."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        required=False,
        features=["bold", "italic", "link"],
        help_text=_("Why a tip helps, in a sentence or two."),
    )
    author = AuthorChooserBlock(
        label=_("For whom"), required=False, help_text=_("Empty: for the authors of this page.")
    )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        page, request = context.get("page"), context.get("request")
        buttons = buy_buttons(credits_of(value, parent_context or {}), page, request)
        return context | {"buttons": list(buttons.values())}

    class Meta:
        icon = "tip-cup"
        label = _("Call for a tip")
        group = PEOPLE
        description = _("A few words of your own and the button that leads to the tip form.")
        template = "tips/blocks/tip_call.html"
        preview_template = "tips/blocks/tip_call_preview.html"


def credits_of(value: Any, context: dict[str, Any]) -> list[Credit]:
    """Return who is to be tipped: the chosen one, else whose page it is, else who wrote it."""
    page = context.get("page")
    if value.get("author"):
        return credits_for([value["author"]])
    if isinstance(page, AuthorPageMixin):
        return credits_for([page.author]) if page.author_id else []
    return writers(credits_on(context, page)) if page is not None else []
