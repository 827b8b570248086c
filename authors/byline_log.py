"""The log of who changed whom a page names, in its editor."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

ACTION = "authors.bylines"


def register_actions(actions: Any) -> None:
    actions.register_action(ACTION, _("Change bylines"), _("Bylines changed"))


def remember(request: HttpRequest, page: Any) -> None:
    """Keep what the draft said before the form changes it."""
    request.authors_bylines_before = named_on(page)  # type: ignore[attr-defined]


def log_changes(request: HttpRequest, page: Any) -> None:
    before = getattr(request, "authors_bylines_before", None)
    after = named_on(page)
    if before is not None and before != after:
        log(page, ACTION, user=request.user, data={"from": before, "to": after})


def named_on(page: Any) -> list[str]:
    rows = page.authors_bylines.all()
    return [str(row) for row in sorted(rows, key=lambda row: row.sort_order or 0)]
