"""Rows that wait to be worked on, and which worker has one.

A row has `tries` and `next_try`. It is taken by moving its next try: one UPDATE, which only one of
several workers wins. A worker that dies leaves the row to fall due again.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import F, QuerySet
from django.utils import timezone

Row = TypeVar("Row", bound=Any)
Result = TypeVar("Result")
logger = logging.getLogger(__name__)
FIRST_PAUSE = timedelta(seconds=60)  # longer than any one try can take
LONGEST_PAUSE = timedelta(hours=6)
MOST_TRIES = 15


def take(rows: QuerySet[Row], pk: int, *, for_ever: bool = False) -> Row | None:
    """Take a due row for one try, or return None if another worker was quicker.

    After the last try a row falls due no more, unless it is tried for ever.
    """
    row = rows.filter(pk=pk).first()
    if row is None:
        return None
    tries = row.tries + 1
    is_last = tries >= MOST_TRIES and not for_ever
    next_try = None if is_last else pause_until(tries)
    taken = rows.filter(pk=pk, tries=row.tries).update(tries=F("tries") + 1, next_try=next_try)
    if not taken:
        return None
    row.tries, row.next_try = tries, next_try
    return row


def pause_until(tries: int) -> datetime:
    """Return when to try again: after one minute, two, four, … six hours."""
    return timezone.now() + min(FIRST_PAUSE * 2 ** min(tries - 1, 20), LONGEST_PAUSE)


def attempt(do: Callable[[], Result], what: object) -> tuple[Result | None, str]:
    """Return a result or the name of an error: one bad row must not stop the others."""
    try:
        return do(), ""
    except Exception as error:
        logger.exception("Failed for %s", what)
        return None, type(error).__name__
