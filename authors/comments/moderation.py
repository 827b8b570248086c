"""What becomes of a comment: the only door through which its state changes."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from authors.comments import notices
from authors.comments.changes import comments_changed
from authors.comments.models import Comment, CommentSettings, Standing
from authors.comments.models.standing import standing_of
from authors.comments.signals import comment_approved
from authors.mailboxes import same_address, written_alike

State = Comment.State
ACTIONS = {
    State.APPROVED: ("authors_comments.approve", _("Approve comment"), _("Comment approved")),
    State.REJECTED: ("authors_comments.reject", _("Reject comment"), _("Comment rejected")),
    State.SPAM: ("authors_comments.spam", _("Mark as spam"), _("Comment marked as spam")),
}


def approve(comment: Comment, *, user: Any = None) -> bool:
    """Publish a comment. Return False if it is published already or withdrawn."""
    return move(comment, State.APPROVED, user)


def reject(comment: Comment, *, user: Any = None) -> bool:
    return move(comment, State.REJECTED, user)


def mark_as_spam(comment: Comment, *, user: Any = None) -> bool:
    return move(comment, State.SPAM, user)


def ban(comment: Comment, *, user: Any = None) -> bool:
    """Mark a comment as spam, and all that its writer will write."""
    if comment.email:
        decide(comment.email, Standing.Kind.BANNED, user)
    return mark_as_spam(comment, user=user)


def trust(comment: Comment, *, user: Any = None) -> bool:
    """Publish a comment, and take its writer for somebody who needs no moderation."""
    if comment.email:
        decide(comment.email, Standing.Kind.TRUSTED, user)
    return approve(comment, user=user)


def decide(email: str, kind: str, user: Any) -> None:
    facts = {"kind": kind, "decided_by": user}
    Standing.objects.update_or_create(email=written_alike(email), defaults=facts)


def move(comment: Comment, state: str, user: Any) -> bool:
    """Change a comment's state once, however many do it at the same time."""
    with transaction.atomic():
        movable = Comment.objects.filter(pk=comment.pk)
        movable = movable.exclude(state__in=[state, State.WITHDRAWN])
        was_shown = comment.is_approved
        if not movable.update(state=state, changed_at=timezone.now()):
            return False
        comment.state = State(state)
        log(comment, ACTIONS[comment.state][0], user=user)
        if comment.is_approved:
            after_approval(comment)
        elif was_shown:
            comments_changed(comment.page)
    return True


def after_approval(comment: Comment) -> None:
    """Tell who was answered, whoever listens, and the caches."""
    notices.owe_answered(comment)
    announce(comment)


def announce(comment: Comment) -> None:
    """Tell whoever listens, and the caches, that readers see a comment from now on."""
    comments_changed(comment.page)
    send = partial(comment_approved.send_robust, sender=Comment, comment=comment)
    transaction.on_commit(send, robust=True)


def first_state(own: CommentSettings, name: str, email: str) -> str:
    """Return the state in which a guest's comment starts."""
    standing = standing_of(email)
    if standing == Standing.Kind.BANNED:
        return State.SPAM
    moderation = CommentSettings.Moderation
    if own.moderation == moderation.ALL:
        return State.PENDING
    is_trusted = standing == Standing.Kind.TRUSTED
    if not is_trusted and own.moderation == moderation.FIRST:
        is_trusted = has_been_approved(name, email)
    return State.APPROVED if is_trusted else State.PENDING


def has_been_approved(name: str, email: str) -> bool:
    """Tell whether somebody of this name and address was published. Both, as a name is public."""
    known = Comment.objects.approved().filter(name=name, author=None)
    return bool(email) and known.filter(same_address("email", email)).exists()


def withdraw(comment: Comment) -> None:
    """Take back a comment: nothing of it stays but its place in a thread."""
    with transaction.atomic():
        was_shown = comment.is_approved
        blank(comment)
        if was_shown:
            comments_changed(comment.page)


def blank(comment: Comment) -> None:
    comment.state = State.WITHDRAWN
    comment.name = comment.email = comment.website = comment.text = ""
    comment.wants_answers, comment.answers_confirmed_at = False, None
    comment.changed_at = timezone.now()
    comment.save()


def edit(comment: Comment, own: CommentSettings, text: str) -> None:
    """Change a comment's words; whoever isn't trusted is read again before others see them."""
    with transaction.atomic():
        was_shown = comment.is_approved
        comment.text = text
        comment.edited_at = comment.changed_at = timezone.now()
        comment.state = first_state(own, comment.name, comment.email)
        comment.save(update_fields=["text", "edited_at", "changed_at", "state"])
        if was_shown or comment.is_approved:
            comments_changed(comment.page)
        notices.owe_written(comment)


def all_of(comments: Iterable[Comment], action: Any, user: Any) -> int:
    """Do one thing to many comments. Return how many it changed."""
    return sum(bool(action(comment, user=user)) for comment in comments)
