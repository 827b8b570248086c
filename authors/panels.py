"""The panels of the editing screens. BylinePanel is all a host's page type needs."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    Panel,
    TitleFieldPanel,
)
from wagtail.models import AbstractPage

from authors import hints, networks
from authors.forms import BylineFormSet


class BylinePanel(InlinePanel):
    """Edit a page's bylines. Whoever may not change them sees the names."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"relation_name": "authors_bylines", "heading": _("Bylines")} | kwargs
        super().__init__(**{"label": _("Byline")} | kwargs)

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {
            "formset": BylineFormSet,
            "inherit_kwargs": ["for_user"],
        }
        return options

    def get_bound_panel(
        self, instance: Any = None, request: Any = None, form: Any = None, prefix: str = "panel"
    ) -> Any:
        formset = form and form.formsets.get(self.relation_name)
        is_locked = formset is not None and formset.is_locked
        bound = self.ReadOnlyPanel if is_locked else self.BoundPanel
        return bound(panel=self, instance=instance, request=request, form=form, prefix=prefix)

    class ReadOnlyPanel(Panel.BoundPanel):
        template_name = "authors/admin/bylines_read_only.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            rows = [row for row in self.instance.authors_bylines.all() if row.author_id]
            return context | {"bylines": [row for row in rows if row.author]}


class HintsPanel(Panel):
    """Tell the author of a profile what is still missing, and what readers would gain by it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "authors/admin/hints.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.hints)

        @cached_property
        def hints(self) -> list[hints.Hint]:
            return hints.for_profile(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"hints": self.hints, "done": hints.TOTAL - len(self.hints)}


def profile_panels() -> list[Any]:
    """Return the panels of an author page, for `content_panels`."""
    return [
        HintsPanel(),
        TitleFieldPanel("title", heading=_("Name"), help_text=_("Your name, as readers see it")),
        FieldPanel("author", permission="authors.change_author"),
        MultiFieldPanel(["headline", "pronouns", "location"], heading=_("In a few words")),
        MultiFieldPanel(["photo", "photo_alt"], heading=_("Photo")),
        FieldPanel("short_bio"),
        FieldPanel("body"),
        InlinePanel("authors_links", link_panels(), heading=_("Links"), label=_("Link")),
        MultiFieldPanel(["fediverse_handle", "contact"], heading=_("Where readers find you")),
        FieldPanel("monetization"),
    ]


def link_panels() -> list[Any]:
    choice = forms.Select(choices=networks.choices)  # type: ignore[arg-type]  # Django calls it
    return [FieldPanel("network", widget=choice), "url", "is_me"]


def article_panels() -> list[Any]:
    """Return the panels of an article, for `content_panels`."""
    return [
        TitleFieldPanel("title"),
        FieldPanel("standfirst"),
        MultiFieldPanel(["lead_image", "lead_image_alt"], heading=_("Lead image")),
        FieldPanel("body"),
        BylinePanel(),
        MultipleChooserPanel(
            "authors_topics", chooser_field_name="topic", heading=_("Topics"), label=_("Topic")
        ),
        FieldPanel("tags"),
        FieldPanel("correction"),
    ]


def article_promote_panels() -> list[Any]:
    return [
        MultiFieldPanel(
            ["slug", "seo_title", "search_description"], heading=_("For search engines")
        ),
        FieldPanel("canonical_url"),
    ]


def article_settings_panels() -> list[Any]:
    return [
        *AbstractPage.settings_panels,
        FieldPanel("published_on"),
        FieldPanel("comments_open"),
    ]
