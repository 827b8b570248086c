"""What is known of followers, for those who ask, and for how long."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from authors.followers import links, topics
from authors.followers.models import Follow, Follower, Mail, Wish
from authors.mailboxes import same_address
from authors.privacy.personal_data import Keeper, Kept

KEEP_MAILS_DAYS = 90


def keep_mails() -> timedelta:
    return timedelta(days=getattr(settings, "AUTHORS_FOLLOWERS_KEEP_MAILS_DAYS", KEEP_MAILS_DAYS))


class FollowerKeeper(Keeper):
    name = "followers"
    label = gettext_lazy("Following by e-mail")

    def export(self, email: str) -> list[dict[str, Any]]:
        return [
            row_of(follower) for follower in Follower.objects.filter(same_address("email", email))
        ]

    def erase(self, email: str) -> int:
        """Delete the follower, with follows and mails, and what was asked but not yet looked at."""
        wishes = Wish.objects.filter(same_address("email", email)).delete()[0]
        found = Follower.objects.filter(same_address("email", email))
        count = found.count()
        found.delete()
        return wishes + count

    def forget(self) -> int:
        """Delete what was never confirmed, and mails whose time is over."""
        now = timezone.now()
        pending = now - links.CONFIRM_WITHIN
        gone = [
            Follower.objects.filter(confirmed_at=None, created_at__lt=pending),
            Follow.objects.filter(confirmed_at=None, created_at__lt=pending),
            Mail.objects.filter(next_try=None, created_at__lt=now - keep_mails()),
        ]
        return sum(rows.delete()[0] for rows in gone)

    def kept(self) -> Iterable[Kept]:
        confirm, mails = links.CONFIRM_WITHIN.days, keep_mails().days
        yield Kept(
            _("Your e-mail address, your language, what you follow and how often we write"),
            _("to tell you what is new"),
            _("until you leave, by a link in each mail; unconfirmed: %(days)s")
            % {"days": days(confirm)},
            _("editors"),
        )
        yield Kept(
            _("Which mails went to you and when; not whether you opened them or what you clicked"),
            _("so that you get each piece of news once"),
            days(mails),
        )


def days(count: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", count) % {"days": count}


def row_of(follower: Follower) -> dict[str, Any]:
    return {
        "email": follower.email,
        "language": follower.language,
        "every_language": follower.every_language,
        "frequency": follower.frequency,
        "since": follower.created_at,
        "confirmed_at": follower.confirmed_at,
        "consent": follower.consent_version,
        "stopped": follower.stopped,
        "follows": [
            {"what": topics.of_follow(follow).label, "confirmed_at": follow.confirmed_at}
            for follow in follower.follows.select_related("site", "author", "tag", "page")
        ],
        "mails": [{"kind": mail.kind, "sent_at": mail.sent_at} for mail in follower.mails.all()],
    }
