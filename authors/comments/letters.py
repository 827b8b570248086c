"""What the mails about comments say."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from authors.addresses import admin_root
from authors.comments import links
from authors.comments.markup import words
from authors.comments.models import Comment, Notice
from authors.comments.notices import is_told_of_answers, wants_mail
from authors.letters import Letter, account_of

Kind = Notice.Kind


def letter_of(notice: Notice) -> Letter | None:
    """Return the mail to a notice's one recipient, or None if it has lost its reason."""
    write = {Kind.WRITTEN: written, Kind.CONFIRM: confirm, Kind.ANSWERED: answered}
    return write[Kind(notice.kind)](notice)


def written(notice: Notice) -> Letter | None:
    """Tell an author of a comment, with the way to where it is moderated."""
    comment, author = notice.comment, notice.author
    account = account_of(author) if author else None
    hidden = {Comment.State.SPAM, Comment.State.WITHDRAWN}
    if author is None or account is None or not wants_mail(author) or comment.state in hidden:
        return None
    email, language = account
    with translation.override(language):
        subject = _("%(name)s commented on “%(title)s”") % facts_of(comment)
        context = context_of(comment) | {"moderate_url": moderate_url(comment)}
    stop = links.stop_author_url(author, comment.page, language)
    return letter(notice, email, language, subject, context, stop)


def confirm(notice: Notice) -> Letter | None:
    """Ask the owner of an address. The mail can't be stopped: nothing has begun yet."""
    comment = notice.comment
    if not comment.wants_answers or comment.answers_confirmed_at or not comment.email:
        return None
    with translation.override(comment.language):
        subject = _("Answers to your comment on “%(title)s”?") % facts_of(comment)
    context = context_of(comment) | {"confirm_url": links.confirm_url(comment)}
    return letter(notice, comment.email, comment.language, subject, context)


def answered(notice: Notice) -> Letter | None:
    """Tell a reader of an answer, as long as both comments can be read."""
    comment, parent = notice.comment, notice.comment.parent
    if parent is None or not comment.is_approved or not is_told_of_answers(parent):
        return None
    with translation.override(parent.language):
        subject = _("%(name)s answered you on “%(title)s”") % facts_of(comment)
    context = context_of(comment) | {"own_url": links.own_url(parent)}
    stop = links.stop_url(parent)
    return letter(notice, parent.email, parent.language, subject, context, stop)


def letter(
    notice: Notice, to: str, language: str, subject: str, context: dict[str, Any], stop: str = ""
) -> Letter:
    return Letter(
        to=to,
        language=language,
        subject=subject,
        template=f"authors/comments/mail/{notice.kind}",
        context=context,
        key=f"comment.{notice.pk}.{notice.kind}",
        page=notice.comment.page,
        stop_url=stop,
    )


def facts_of(comment: Comment) -> dict[str, str]:
    return {"name": comment.name, "title": str(comment.page.title)}


def context_of(comment: Comment) -> dict[str, Any]:
    return {
        "comment": comment,
        "title": comment.page.title,
        "words": words(comment.text),
        "url": comment.url(),
        "is_waiting": comment.state == Comment.State.PENDING,
    }


def moderate_url(comment: Comment) -> str:
    """Return where an author reads and answers a comment in the editor."""
    try:
        return admin_root() + reverse("authors_comments_admin:one", args=[comment.pk])
    except NoReverseMatch:
        return ""
