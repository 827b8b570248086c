"""What a developer can get wrong with followers."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, reverse


@register("authors_followers")
def addresses_are_included(**_kwargs: Any) -> list[CheckMessage]:
    try:
        reverse("followers:site")
    except NoReverseMatch:
        hint = (
            'Put path("follow/", include("authors.followers.urls")) before Wagtail\'s own, '
            "inside i18n_patterns if you have them."
        )
        text = "The button “Follow” leads nowhere, so pages that show it fail."
        return [Error(text, hint=hint, id="authors_followers.E001")]
    return []
