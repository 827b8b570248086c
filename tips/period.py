"""Days where the site is: their borders are local midnights, whoever looks from wherever."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.db.models import Q
from django.utils import timezone


def zone() -> tzinfo:
    return timezone.get_default_timezone()


def today() -> date:
    return timezone.localdate(timezone=zone())


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins."""
    return datetime.combine(day, time.min, tzinfo=zone())


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included. None is open."""

    first: date | None = None
    last: date | None = None

    def covers(self, field: str) -> Q:
        """Return a condition on a field that holds moments."""
        condition = Q()
        if self.first:
            condition &= Q(**{f"{field}__gte": midnight(self.first)})
        if self.last:
            condition &= Q(**{f"{field}__lt": midnight(self.last + timedelta(days=1))})
        return condition

    @property
    def is_everything(self) -> bool:
        return self.first is None and self.last is None


EVER = Period()


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))
