"""Articles by the month they were published in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.utils import translation


@dataclass(frozen=True)
class Month:
    """A month, and how many articles it has."""

    first_day: date
    count: int = 0
    kind = "month"

    @property
    def name(self) -> str:
        """Return the month as the active language writes it: "November 2026"."""
        locale = translation.to_locale(translation.get_language() or "en")
        return format_skeleton("yMMMM", self.first_day, locale=locale)

    @property
    def path(self) -> str:
        """Return where its articles are, below an index."""
        return f"{self.first_day:%Y/%m}/"

    def narrow(self, articles: Any) -> Any:
        year, month = self.first_day.year, self.first_day.month
        return articles.filter(published_on__year=year, published_on__month=month)


def month_of(year: int, month: int) -> Month:
    """Return a month, or raise Http404 if there is none of that number."""
    try:
        return Month(date(year, month, 1))
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def months_of(articles: Any) -> list[Month]:
    """Return the months that articles were published in, the latest first, in one query."""
    dated = articles.exclude(published_on=None).annotate(month=TruncMonth("published_on"))
    counted = dated.order_by().values("month").annotate(count=Count("pk")).order_by("-month")
    return [Month(row["month"], row["count"]) for row in counted]
