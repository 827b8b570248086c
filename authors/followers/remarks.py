"""Readers' comments, as far as followers hear of them; nothing where that app isn't installed."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from authors.mailboxes import written_alike

APP = "authors_comments"


@dataclass(frozen=True)
class Remark:
    """What a mail tells of a comment."""

    name: str
    text: str
    url: str


def public(pk: int) -> Remark | None:
    """Return a comment that everybody may read, or None."""
    comment = comment_with(pk)
    if comment is None or not comment.is_approved:
        return None
    words = import_string("authors.comments.markup.words")
    return Remark(comment.name, words(comment.text), comment.url())


def address(pk: int) -> str:
    """Return the address of who wrote a comment and needs no word of it, or ""."""
    comment = comment_with(pk)
    return written_alike(comment.email) if comment and comment.email else ""


def comment_with(pk: int) -> Any:
    # By name: this app must load where that one isn't installed.
    if not apps.is_installed("authors.comments"):
        return None
    return apps.get_model(APP, "Comment").objects.filter(pk=pk).first()
