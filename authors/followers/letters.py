"""What a mail to a follower says: the question, or the news of a moment, a day or a week."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from authors.followers import links, topics
from authors.followers.entries import Entries, Entry
from authors.followers.models import Follow, Mail
from authors.letters import Letter

FOLDER = "authors/followers/mail"


def letter_of(mail: Mail, entries: Entries | None = None) -> Letter | None:
    """Return what to send now, or None if there is nothing to say to this follower any more.

    `entries` keeps what many mails tell alike.
    """
    write = {Mail.Kind.CONFIRM: question, Mail.Kind.KNOWN: reminder}.get(Mail.Kind(mail.kind))
    with override(mail.follower.language):
        return write(mail) if write else news(mail, entries or Entries([mail.pk]))


def question(mail: Mail) -> Letter | None:
    """Ask whether they want it. This mail has no way to unsubscribe: nothing was subscribed to."""
    waiting = labels(mail.follower.unconfirmed)
    if not waiting:
        return None
    return letter(
        mail,
        _("Please confirm that you want these mails"),
        "confirm",
        topics=waiting,
        confirm_url=links.confirm_url(mail.follower),
        days=links.CONFIRM_WITHIN.days,
    )


def reminder(mail: Mail) -> Letter | None:
    if not mail.follower.is_active:
        return None
    return letter(
        mail,
        _("You follow this already"),
        "known",
        stop_url=links.leave_url(mail.follower),
        topics=labels(mail.follower.follows.exclude(confirmed_at=None)),
        preferences_url=links.preferences_url(mail.follower),
    )


def news(mail: Mail, entries: Entries) -> Letter | None:
    follower = mail.follower
    told = entries.of(mail)
    if not follower.is_active or not told:
        return None
    return letter(
        mail,
        subject_of(told, entries.site_name),
        "news",
        stop_url=links.leave_url(follower),
        entries=told,
        is_digest=len(told) > 1,
        preferences_url=links.preferences_url(follower),
    )


def letter(mail: Mail, subject: str, template: str, stop_url: str = "", **context: Any) -> Letter:
    return Letter(
        to=mail.follower.email,
        language=mail.follower.language,
        subject=subject,
        template=f"{FOLDER}/{template}",
        context=context,
        key=f"followers.{mail.pk}.{mail.follower.uuid.hex}",
        stop_url=stop_url,
    )


def subject_of(told: list[Entry], site_name: str) -> str:
    if len(told) == 1:
        return told[0].subject
    count = len(told)
    text = ngettext(
        "%(site)s: %(count)d piece of news", "%(site)s: %(count)d pieces of news", count
    )
    return text % {"site": site_name, "count": count}


def labels(follows: "QuerySet[Follow]") -> list[str]:
    found = follows.select_related("site", "author", "tag", "page")
    return [topics.of_follow(follow).label for follow in found]
