"""Comments from elsewhere."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from authors.comments import moderation
from authors.comments.models import Comment
from authors.imported_comments import ImportedComment
from authors.models import Author
from authors.plain_text import cleaned


@transaction.atomic
def import_comment(
    page: Any,
    *,
    remote_key: str,
    name: str,
    text: str,
    written_at: datetime,
    email: str = "",
    website: str = "",
    parent: Comment | None = None,
    author: Author | None = None,
    is_approved: bool = True,
) -> tuple[Comment, bool]:
    """Store a comment from elsewhere. Return it, and False if its key was imported before.

    What moderators have done with it since then stays. Nobody is sent a mail. `remote_key` must be
    unique across imports, such as "https://old.example#comment-12"; the text may have markup.
    """
    comment, is_new = Comment.objects.get_or_create(
        remote_key=remote_key,
        defaults={
            "page": page,
            "parent": parent if parent is not None and parent.page_id == page.pk else None,
            "author": author,
            "name": cleaned(name)[:80] or "–",
            "email": email[:254],
            "website": website[:200] if website.startswith(("https://", "http://")) else "",
            "text": cleaned(text, multiline=True),
            "created_at": written_at,
            "language": page.locale.language_code if page.locale_id else "",
            "state": Comment.State.APPROVED if is_approved else Comment.State.PENDING,
        },
    )
    if is_new and is_approved:
        moderation.announce(comment)
    return comment, is_new


def import_comments(page: Any, comments: Sequence[ImportedComment]) -> None:
    """Store what an import of articles found under one of them, threads kept."""
    for one in comments:
        parent = Comment.objects.filter(remote_key=one.parent_key or None).first()
        import_comment(
            page,
            remote_key=one.key,
            name=one.name,
            text=one.text,
            written_at=one.written_at,
            email=one.email,
            website=one.website,
            parent=parent if one.parent_key else None,
            author=one.author,
            is_approved=one.is_approved,
        )
