"""What a mail to a follower says: the question, or the news of a moment, a day or a week."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from authors.addresses import site_of
from authors.followers import links, topics
from authors.followers.entries import Entries, Entry
from authors.followers.models import Follow, Mail
from authors.followers.topics import Topic
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
    waiting = topics_of(mail.follower.unconfirmed)
    if not waiting:
        return None
    page = waiting[0].page
    return letter(
        mail,
        _("Please confirm that you want these mails"),
        "confirm",
        topics=[topic.label for topic in waiting],
        page=page,
        confirm_url=links.confirm_url(mail.follower, page),
        days=links.CONFIRM_WITHIN.days,
    )


def reminder(mail: Mail) -> Letter | None:
    if not mail.follower.is_active:
        return None
    followed = topics_of(mail.follower.follows.exclude(confirmed_at=None))
    page = followed[0].page if followed else None
    return letter(
        mail,
        _("You follow this already"),
        "known",
        page=page,
        stop_url=links.leave_url(mail.follower, page),
        topics=[topic.label for topic in followed],
        preferences_url=links.preferences_url(mail.follower, page),
    )


def news(mail: Mail, entries: Entries) -> Letter | None:
    follower = mail.follower
    told = entries.of(mail)
    if not follower.is_active or not told:
        return None
    page = told[0].page
    return letter(
        mail,
        subject_of(told),
        "news",
        page=page,
        stop_url=links.leave_url(follower, page),
        entries=told,
        is_digest=len(told) > 1,
        preferences_url=links.preferences_url(follower, page),
    )


def letter(
    mail: Mail, subject: str, template: str, page: Any, stop_url: str = "", **context: Any
) -> Letter:
    return Letter(
        to=mail.follower.email,
        language=mail.follower.language,
        subject=subject,
        template=f"{FOLDER}/{template}",
        context=context,
        key=f"followers.{mail.pk}.{mail.follower.uuid.hex}",
        stop_url=stop_url,
        page=page,
    )


def subject_of(told: list[Entry]) -> str:
    if len(told) == 1:
        return told[0].subject
    count = len(told)
    text = ngettext(
        "%(site)s: %(count)d piece of news", "%(site)s: %(count)d pieces of news", count
    )
    site = site_of(told[0].page)
    return text % {"site": topics.site_name(site) if site else "", "count": count}


def topics_of(follows: "QuerySet[Follow]") -> list[Topic]:
    found = follows.select_related("site", "author", "tag", "page")
    return [topics.of_follow(follow) for follow in found]
