"""One mail a day about all tips, for authors who want it so."""

from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import ngettext

from authors import outbox
from authors.letters import Letter
from tips.addresses import my_tips_url, profile_of
from tips.goals import rows_of
from tips.models import Digest, Notice, Tip, TipPreferences
from tips.notices import author_address
from tips.period import Period, midnight, zone

HOUR = timedelta(hours=7)  # of the next morning, where the site is


def hand_over(notice: Notice) -> None:
    """Have a fresh notice sent soon, or keep it for the mail of its day."""
    if not wants_one_a_day(notice):
        outbox.owe(notice)
        return
    Notice.objects.filter(pk=notice.pk).update(in_digest=True, next_try=None)
    day = timezone.localdate(notice.created_at, timezone=zone())
    Digest.objects.get_or_create(
        author=notice.tip.author.current,
        day=day,
        defaults={"next_try": midnight(day + timedelta(days=1)) + HOUR},
    )


def wants_one_a_day(notice: Notice) -> bool:
    is_news = (notice.kind, notice.recipient) == (Notice.Kind.RECEIVED, Notice.Recipient.AUTHOR)
    daily = TipPreferences.objects.filter(
        author=notice.tip.author.current, notification=TipPreferences.Notification.DAILY
    )
    return is_news and daily.exists()


def letter_of(digest: Digest) -> Letter | None:
    """Return the mail about a day, or None if nobody wants it any more."""
    author = digest.author.current
    address, tips = author_address(author, Notice.Kind.RECEIVED), tips_of(digest)
    if address is None or not tips:
        return None
    with translation.override(address.language):
        subject = ngettext("%(count)s tip for you", "%(count)s tips for you", len(tips))
        return Letter(
            to=address.email,
            language=address.language,
            subject=marked(subject % {"count": len(tips)}, tips),
            template="tips/mail/digest",
            context={
                "author": author,
                "day": digest.day,
                "tips": tips,
                "my_tips_url": my_tips_url(),
                "preferences_url": my_tips_url("preferences"),
            },
            key=f"{author.uuid}.digest.{digest.day:%Y-%m-%d}",
            page=profile_of(author),
        )


def tips_of(digest: Digest) -> list[Tip]:
    """Return the tips whose news were kept for this mail, the oldest first."""
    kept = Notice.objects.filter(
        Period(digest.day, digest.day).covers("created_at"),
        in_digest=True,
        tip__author__in=rows_of(digest.author.current),
    )
    return [notice.tip for notice in kept.select_related("tip").order_by("created_at", "pk")]


def marked(subject: str, tips: list[Tip]) -> str:
    return f"[TEST] {subject}" if any(not tip.livemode for tip in tips) else subject
