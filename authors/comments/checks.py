"""What a developer can get wrong with comments."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, reverse

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
