"""Slow down who has payment after payment declined: that is how stolen cards are tried out.

Which tips a client started is kept for an hour under a keyed hash of its network; how they ended
stands in the books.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from authors.limits import LimitReached, client_of, is_first_in
from tips import states
from tips.models import Payment, Tip
from tips.recall import recall, remember

LIMIT = (5, 10 * 60)  # so many declined payments in so many seconds
ALARM = (10, 10 * 60)  # the same of all clients together
REMEMBERED_SECONDS, MOST_REMEMBERED = 60 * 60, 50
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class TooManyDeclines(LimitReached):
    """A client's payments were declined too often."""


def note(request: HttpRequest, tip: Tip) -> None:
    """Remember who started a tip."""
    known = [pk for pk in _known(request) if pk != tip.pk]
    remember(_place(request), [*known, tip.pk][-MOST_REMEMBERED:], REMEMBERED_SECONDS)


def check(request: HttpRequest) -> None:
    """Raise TooManyDeclines for a client that has to wait. A tip that was paid clears it."""
    most, seconds = getattr(settings, "TIPS_DECLINE_LIMIT", LIMIT)
    tips = _known(request)
    if not tips:
        return
    since = timezone.now() - timedelta(seconds=seconds)
    recent = Payment.objects.filter(tip__in=tips, created_at__gt=since)
    if recent.filter(state=states.SUCCEEDED).exists():
        return
    declined = recent.filter(state=states.FAILED).order_by("-created_at")[:most]
    when = list(declined.values_list("created_at", flat=True))
    if len(when) >= most:
        waits = when[-1] + timedelta(seconds=seconds) - timezone.now()
        raise TooManyDeclines(retry_after_seconds=max(1, int(waits.total_seconds())))


def alarm() -> None:
    """Tell the log, and who watches it, when cards seem to be tried out on this site."""
    most, seconds = ALARM
    since = timezone.now() - timedelta(seconds=seconds)
    count = Payment.objects.filter(created_at__gt=since, state=states.FAILED).count()
    if count >= most and is_first_in(seconds, "tips:declines"):
        logger.error(
            "%s payments were declined in %s min: cards may be tried out", count, seconds // 60
        )


def _known(request: HttpRequest) -> list[int]:
    return recall(_place(request)) or []


def _place(request: HttpRequest) -> str:
    return f"tips:of:{client_of(request)}"
