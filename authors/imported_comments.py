"""Comments of another publishing system, on their way to whichever app keeps comments here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail import hooks

from authors.models import Author


@dataclass(frozen=True)
class ImportedComment:
    """A comment as the other system kept it. Keys are unique across systems; `parent_key` may be ""."""

    key: str
    parent_key: str
    name: str
    text: str
    written_at: datetime
    is_approved: bool
    email: str = ""
    website: str = ""
    author: Author | None = None


def is_wanted() -> bool:
    """Tell whether there is an app that keeps comments."""
    return bool(hooks.get_hooks("authors_imported_comments"))


def hand_over(page: Any, comments: Sequence[ImportedComment]) -> None:
    """Give a page's comments to whoever keeps them, each after the one that it answers.

    The hook `authors_imported_comments` is called with the same arguments. A key that it knows is
    left as it is.
    """
    for hook in hooks.get_hooks("authors_imported_comments"):
        hook(page, comments)
