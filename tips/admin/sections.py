"""The parts of “My tips”, and the lock that all of them share."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from authors.models import Author
from tips.admin.own import own_author, own_tips
from tips.models import Tip

# The address of each part, in the order of the navigation.
SECTIONS: list[tuple[str, Promise]] = [
    ("my_tips:index", _("Overview")),
    ("my_tips:messages", _("Messages")),
    ("my_tips:goal", _("Goal")),
    ("my_tips:statements", _("Yearly statements")),
    ("my_tips:get_paid", _("Get paid")),
    ("my_tips:share", _("Share")),
    ("my_tips:preferences", _("Preferences")),
]


@dataclass(frozen=True)
class Section:
    label: Promise
    url: str
    is_current: bool


def sections(current: str) -> list[Section]:
    return [Section(label, reverse(url), url == current) for url, label in SECTIONS]


class OwnScreen:
    """A screen about the author who is logged in. No parameter ever names an author."""

    section = ""
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.own is None:
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    @cached_property
    def own(self) -> Author | None:
        return own_author(self.request.user)

    @property
    def author(self) -> Author:
        assert self.own
        return self.own

    @cached_property
    def own_tips(self) -> "QuerySet[Tip]":
        return own_tips(self.author)

    def sections(self) -> list[Section]:
        return sections(self.section)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail: list[dict[str, Any]] = super().breadcrumbs_items  # type: ignore[misc]
        here = {"url": "", "label": self.get_page_title()}  # type: ignore[attr-defined]
        if self.section == "my_tips:index":
            return [*trail, here]
        return [*trail, {"url": reverse("my_tips:index"), "label": _("My tips")}, here]
