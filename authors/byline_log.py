"""The log of who changed whom a page names, in its editor or behind it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from authors.models import Author, Byline

ACTION = "authors.bylines"


class BylinesFormatter(LogFormatter):
    """Who was named before, and who is now."""

    label = gettext_lazy("Change bylines")

    def format_message(self, log_entry: Any) -> str:
        facts = log_entry.data
        nobody = _("nobody")
        return _("Bylines changed from %(before)s to %(after)s") % {
            "before": ", ".join(facts["from"]) or nobody,
            "after": ", ".join(facts["to"]) or nobody,
        }


def remember(request: HttpRequest, page: Any) -> None:
    """Keep what the draft said before the form changes it."""
    request.authors_bylines_before = named_on(page)  # type: ignore[attr-defined]


def log_changes(request: HttpRequest, page: Any) -> None:
    before = getattr(request, "authors_bylines_before", None)
    after = named_on(page)
    if before is not None and before != after:
        log(page, ACTION, user=request.user, data={"from": before, "to": after})


def log_first_change(page: Any, pairs: Iterable[tuple[list[str], list[str]]], user: Any) -> None:
    """Log the first (before, after) that differs; nothing if none does."""
    for before, after in pairs:
        if before != after:
            log(page, ACTION, user=user, data={"from": before, "to": after})
            return


def named_on(page: Any) -> list[str]:
    rows = page.authors_bylines.all()
    return [str(row) for row in sorted(rows, key=lambda row: row.sort_order or 0)]


def named_in(content: Iterable[dict[str, Any]]) -> list[str]:
    """Return whom the bylines of a stored draft name."""
    rows = [row for row in content if row["author"]]
    authors = Author.objects.in_bulk({row["author"] for row in rows})
    return [
        str(Byline(author=authors[row["author"]], role=row["role"]))
        for row in rows
        if row["author"] in authors
    ]
