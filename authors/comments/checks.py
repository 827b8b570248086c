"""What a developer can get wrong with comments."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, reverse
from wagtail.models import get_page_models

NEEDED = ("wagtail.contrib.settings", "wagtail.snippets")


@register("authors_comments")
def addresses_are_included(**_kwargs: Any) -> list[CheckMessage]:
    try:
        reverse("authors_comments:all_feed")
    except NoReverseMatch:
        hint = (
            'Put path("comments/", include("authors.comments.urls")) before Wagtail\'s own, '
            "inside i18n_patterns if you have them."
        )
        text = "The comment form has no address, so nobody can comment."
        return [Error(text, hint=hint, id="authors_comments.E001")]
    return []


@register("authors_comments")
def apps_are_installed(**_kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"Comments need “{name}”.",
            hint="Add it to INSTALLED_APPS.",
            id="authors_comments.E002",
        )
        for name in NEEDED
        if not apps.is_installed(name)
    ]


@register("authors_comments")
def page_types_exist(**_kwargs: Any) -> list[CheckMessage]:
    known = {model._meta.label_lower for model in get_page_models()}
    named = getattr(settings, "AUTHORS_COMMENTS_PAGE_TYPES", [])
    return [
        Error(
            f"AUTHORS_COMMENTS_PAGE_TYPES names “{name}”, which is no page type.",
            hint='List page types of yours: ["blog.BlogPage"].',
            id="authors_comments.E003",
        )
        for name in ([named] if isinstance(named, str) else named)
        if name.lower() not in known or isinstance(named, str)
    ]
