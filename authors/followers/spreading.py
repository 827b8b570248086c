"""From an event to the mails that are owed for it.

Publishing writes one row. A worker then goes through the followers, batch by batch; each batch is
one transaction that also notes how far it came, so that whoever goes on after a crash starts there.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import swapper
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Locale

from authors import retries, wake
from authors.followers import remarks
from authors.followers.models import Follow, Follower, Mail, MailItem, News
from authors.listing import merged_into
from authors.models import Byline, PageTag

BATCH = 500
NEWS_DAYS = 7
DIGEST_HOUR = 7
# A mail that is about to go out gets nothing new: its sender may have read it already.
HEADWAY = timedelta(minutes=5)


def announce(kind: str, page: Any, comment: int = 0) -> News | None:
    """Note an event that followers are told of. Return None if it was noted before."""
    news, is_new = News.objects.get_or_create(kind=kind, page_id=page.pk, comment=comment)
    if is_new:
        wake.on_commit("authors.followers.tasks.spread", news.pk)
    return news if is_new else None


def is_news(page: Any) -> bool:
    """Return whether an article is new: not an old one that was touched, imported or moved."""
    first = page.first_published_at or timezone.now()
    return is_recent(first) and page.published_on > timezone.localdate(oldest())


def is_recent(moment: datetime) -> bool:
    return moment > oldest()


def oldest() -> datetime:
    days = getattr(settings, "AUTHORS_FOLLOWERS_NEWS_DAYS", NEWS_DAYS)
    return timezone.now() - timedelta(days=days)


def due_news() -> QuerySet[News]:
    return News.objects.filter(spread_at=None, next_try__lte=timezone.now())


def spread(pk: int) -> bool:
    """Owe a mail to everybody whom a piece of news concerns, unless another worker does."""
    news = retries.take(due_news(), pk, for_ever=True)
    if news is None:
        return False
    page = public_page(news)
    if page is None:
        # Taken back before anybody was told: if it is published again, that is the news.
        News.objects.filter(pk=news.pk, reached=0).delete()
        return True
    followers = concerned(news, page)
    while spread_batch(news, followers):
        pass
    wake.enqueue("authors.followers.tasks.deliver")
    return True


def public_page(news: News) -> Any:
    pages = swapper.load_model("wagtailcore", "Page").objects.live().public()
    return pages.filter(pk=news.page_id).select_related("locale").first()


@transaction.atomic
def spread_batch(news: News, followers: "QuerySet[Follower]") -> bool:
    """Owe the mails of the next batch. Return False after the last one."""
    size = getattr(settings, "AUTHORS_FOLLOWERS_BATCH", BATCH)
    batch = list(followers.filter(pk__gt=news.reached).order_by("pk")[:size])
    now = timezone.now()
    if batch:
        owe(batch, news, now)
        news.reached, news.told = batch[-1].pk, news.told + len(batch)
    is_last = len(batch) < size
    News.objects.filter(pk=news.pk).update(
        reached=news.reached,
        told=news.told,
        spread_at=now if is_last else None,
        next_try=None if is_last else retries.pause_until(1),
    )
    return not is_last


def owe(batch: Iterable[Follower], news: News, now: datetime) -> None:
    """Put the news into each follower's next mail: one for it alone, or that of the day or week."""
    wanted = {}
    for follower in batch:
        due = next_mail(follower.frequency, now)
        moment = news.pk if due is now else f"{due:%Y-%m-%dT%H}"
        period = f"{follower.frequency}:{moment}"
        wanted[follower.pk] = Mail(
            follower=follower, kind=Mail.Kind.NEWS, period=period, next_try=due
        )
    Mail.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    rows = Mail.objects.filter(
        follower__in=wanted, period__in={mail.period for mail in wanted.values()}, sent_at=None
    ).values_list("follower_id", "period", "pk")
    MailItem.objects.bulk_create(
        [
            MailItem(mail_id=pk, follower_id=follower, news=news)
            for follower, period, pk in rows
            if wanted[follower].period == period
        ],
        ignore_conflicts=True,
    )


def next_mail(frequency: str, now: datetime) -> datetime:
    """Return when the next mail of a frequency goes out: `now` itself, or a morning."""
    if frequency == Follower.Frequency.NOW:
        return now
    hour = getattr(settings, "AUTHORS_FOLLOWERS_DIGEST_HOUR", DIGEST_HOUR)
    local = timezone.localtime(now)
    morning = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    while morning < local + HEADWAY or (
        frequency == Follower.Frequency.WEEKLY and morning.weekday() != 0
    ):
        morning += timedelta(days=1)
    return morning


def concerned(news: News, page: Any) -> "QuerySet[Follower]":
    """Return the active followers of what a piece of news is about, in the languages they read."""
    if news.kind == News.Kind.COMMENT:
        follows = Follow.objects.filter(page=page.pk)
        found = Follower.objects.exclude(address=remarks.address(news.comment))
    else:
        follows = Follow.objects.filter(about(page))
        found = Follower.objects.filter(reads(page.locale.language_code))
    follows = follows.exclude(confirmed_at=None)
    return found.active().filter(pk__in=follows.values("follower"))


def about(page: Any) -> Q:
    """Return the condition that somebody follows the site, an author or a tag of an article."""
    authors = {row.author.current for row in bylines(page)}
    pks = {pk for author in authors for pk in [author.pk, *merged_into(author)]}
    tags = PageTag.objects.filter(content_object=page.pk).values("tag")
    condition = Q(author__in=pks) | Q(tag__in=tags)
    site = page.get_site()
    return condition | Q(site=site) if site else condition


def bylines(page: Any) -> Iterable[Byline]:
    return Byline.objects.filter(page=page.pk).select_related("author__merged_into")


def reads(language: str) -> Q:
    """Return the condition that a follower reads a language: theirs, or there is nothing in theirs."""
    written = set(Locale.objects.values_list("language_code", flat=True))
    return Q(language=language) | Q(every_language=True) | ~Q(language__in=written)
