"""Which mails a comment makes us owe, and to whom."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from authors import outbox
from authors.bylines import bylines_of
from authors.comments.models import Comment, CommentWishes, Notice
from authors.letters import account_of
from authors.limits import LimitReached, count, fingerprint
from authors.mailboxes import mailbox_of, same_address
from authors.models import Author
from authors.writers import writers

Kind = Notice.Kind
ASKS_A_DAY = ((3, 24 * 60 * 60),)


def owe_written(comment: Comment) -> None:
    """Owe the page's authors word of a comment, but not of spam and not of their own."""
    if comment.state == Comment.State.SPAM:
        return
    for author in authors_of(comment.page):
        if author.pk != comment.author_id and wants_mail(author):
            owe(comment, Kind.WRITTEN, author)


def owe_answered(comment: Comment) -> None:
    """Owe the reader who was answered word of it, if they confirmed that they want it."""
    parent = comment.parent
    if parent is not None and is_told_of_answers(parent) and not is_same_person(parent, comment):
        owe(comment, Kind.ANSWERED)


def ask_about_answers(comment: Comment) -> None:
    """Ask by mail whether the owner of an address wants answers; at most three times a day.

    Who has confirmed as the same person before isn't asked again.
    """
    if has_confirmed_before(comment):
        Comment.objects.filter(pk=comment.pk).update(answers_confirmed_at=timezone.now())
        return
    try:
        count("comments:asks", fingerprint(mailbox_of(comment.email)), ASKS_A_DAY)
    except LimitReached:
        return
    owe(comment, Kind.CONFIRM)


def owe(comment: Comment, kind: str, author: Author | None = None) -> None:
    notice, is_new = Notice.objects.get_or_create(comment=comment, kind=kind, author=author)
    if is_new:
        outbox.owe(notice)


def authors_of(page: Any) -> list[Author]:
    """Return the writers of a page whom mail reaches."""
    credits = bylines_of([page])[page.pk]
    return [credit.author for credit in writers(credits) if account_of(credit.author)]


def wants_mail(author: Author) -> bool:
    return not CommentWishes.objects.filter(author=author, wants_mail=False).exists()


def is_told_of_answers(comment: Comment) -> bool:
    is_wanted = comment.wants_answers and comment.answers_confirmed_at is not None
    return is_wanted and bool(comment.email) and comment.is_approved


def is_same_person(one: Comment, other: Comment) -> bool:
    return bool(other.email) and mailbox_of(one.email) == mailbox_of(other.email)


def confirmed(email: str) -> Q:
    return same_address("email", email) & Q(wants_answers=True, answers_confirmed_at__isnull=False)


def has_confirmed_before(comment: Comment) -> bool:
    others = Comment.objects.exclude(pk=comment.pk).filter(name=comment.name)
    return others.filter(confirmed(comment.email)).exists()


def confirm(comment: Comment) -> None:
    """Note that the owner of the address wants to hear of answers."""
    Comment.objects.filter(pk=comment.pk, wants_answers=True).update(
        answers_confirmed_at=timezone.now()
    )


def stop(comment: Comment) -> None:
    """Tell the owner of the address of no answer any more, whatever they had commented on."""
    if comment.email:
        theirs = Comment.objects.filter(same_address("email", comment.email))
        theirs.update(wants_answers=False, answers_confirmed_at=None)


def stop_author(author: Author) -> None:
    CommentWishes.objects.update_or_create(author=author, defaults={"wants_mail": False})
