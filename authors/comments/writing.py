"""How a comment comes to be: by a reader, or by an author who answers in the editor."""

from typing import Any

from django.db import transaction

from authors.comments import moderation, notices
from authors.comments.form_key import FormKey
from authors.comments.models import Comment, CommentSettings
from authors.models import Author


def write(
    page: Any,
    own: CommentSettings,
    key: FormKey,
    language: str,
    data: dict[str, Any],
    parent: Comment | None = None,
) -> tuple[Comment, bool]:
    """Store what a reader has written. Return the comment, and False if this form was sent before."""
    with transaction.atomic():
        comment, is_new = Comment.objects.get_or_create(
            form_key=key.key,
            defaults={
                "page": page,
                "parent": parent,
                "name": data["name"],
                "email": data["email"],
                "website": data["website"],
                "text": data["text"],
                "wants_answers": data["wants_answers"],
                "state": moderation.first_state(own, data["name"], data["email"]),
                "consent_version": key.consent,
                "language": language,
            },
        )
        if is_new:
            after_writing(comment)
    return comment, is_new


def after_writing(comment: Comment) -> None:
    notices.owe_written(comment)
    if comment.wants_answers and comment.state != Comment.State.SPAM:
        notices.ask_about_answers(comment)
    if comment.is_approved:
        moderation.after_approval(comment)


def answer(parent: Comment, author: Author, text: str, *, language: str, user: Any) -> Comment:
    """Publish an author's answer, and what it answers if that still waits."""
    with transaction.atomic():
        if parent.state == Comment.State.PENDING:
            moderation.approve(parent, user=user)
        comment = Comment.objects.create(
            page=parent.page,
            parent=parent,
            author=author,
            name=str(author)[:80],
            text=text,
            state=Comment.State.APPROVED,
            language=language,
        )
        notices.owe_written(comment)
        moderation.after_approval(comment)
    return comment
