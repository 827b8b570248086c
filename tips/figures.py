"""Money in figures. Everything is summed from movements, so that all screens and files agree."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import CharField, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce, TruncDay, TruncMonth

from tips.models import Movement, Payment, Tip
from tips.period import EVER, Period, zone
from tips.providers.registry import name_of

Kind = Movement.Kind
FEES = [
    Kind.FEE,
    Kind.PLATFORM_FEE,
    Kind.PLATFORM_FEE_BACK,
    Kind.DISPUTE_FEE,
    Kind.DISPUTE_FEE_RETURNED,
]
GIVEN_BACK = [Kind.REFUND, Kind.REFUND_FAILED]
DISPUTED = [Kind.DISPUTE, Kind.DISPUTE_WON]
SUMS = {
    "received_minor": Coalesce(Sum("amount_minor", filter=Q(kind=Kind.CHARGE)), 0),
    "fees_minor": -Coalesce(Sum("amount_minor", filter=Q(kind__in=FEES)), 0),
    "given_back_minor": -Coalesce(Sum("amount_minor", filter=Q(kind__in=GIVEN_BACK)), 0),
    "taken_minor": -Coalesce(Sum("amount_minor", filter=Q(kind__in=DISPUTED)), 0),
    "net_minor": Coalesce(Sum("amount_minor"), 0),
}


@dataclass(frozen=True)
class Figures:
    """Sums of one currency in minor units. What is kept or went back is positive, and not in net."""

    currency: str
    received_minor: int = 0
    fees_minor: int = 0
    given_back_minor: int = 0
    taken_minor: int = 0
    net_minor: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        if self.currency != other.currency:
            raise ValueError("Currencies are never summed together.")
        names = [field.name for field in fields(self) if field.name != "currency"]
        return Figures(
            self.currency, *[getattr(self, name) + getattr(other, name) for name in names]
        )


@dataclass(frozen=True)
class Row:
    """The figures of one day, month, article, source, author or provider."""

    key: Any
    label: str
    figures: Figures


def figures(row: Any) -> Figures:
    return Figures(row["currency"], *[row[name] for name in SUMS])


def shows_live_money(tips: "QuerySet[Tip]") -> bool:
    """Return which kind of money to show first: real, unless there is only test money."""
    return tips.filter(livemode=True).exists() or not tips.exists()


def credited(tips: "QuerySet[Tip] | list[int]", period: Period = EVER) -> "QuerySet[Movement]":
    """Movements of these tips, or of those with these keys.

    A second payment of a tip is no income: it is going back.
    """
    movements = Movement.objects.filter(period.covers("happened_at"), payment__tip__in=tips)
    return movements.exclude(payment__flag=Payment.Flag.DUPLICATE).order_by()


def totals(tips: "QuerySet[Tip]", period: Period = EVER) -> list[Figures]:
    """Return one row for each currency."""
    rows = credited(tips, period).values("currency").annotate(**SUMS)
    return [figures(row) for row in rows.order_by("currency")]


def by_day(tips: "QuerySet[Tip]", period: Period = EVER) -> list[Row]:
    """Return one row for each currency and local day on which money moved, the oldest first."""
    return _by_time(credited(tips, period), TruncDay("happened_at", tzinfo=zone()))


def by_month(tips: "QuerySet[Tip]", period: Period = EVER) -> list[Row]:
    """Return one row for each currency and local month in which money moved, the oldest first."""
    return _by_time(credited(tips, period), TruncMonth("happened_at", tzinfo=zone()))


def _by_time(movements: "QuerySet[Movement]", begin: Any) -> list[Row]:
    rows = movements.values("currency", begin=begin).annotate(**SUMS)
    return [Row(_day(row["begin"]), "", figures(row)) for row in rows.order_by("begin", "currency")]


def _day(moment: Any) -> date:
    return moment.astimezone(zone()).date()


def by_article(tips: "QuerySet[Tip]", period: Period = EVER) -> list[Row]:
    """Return one row for each page and currency, the best first. Profiles have no title.

    A page that moved or was renamed stays one; one that is gone keeps the title that readers saw.
    """
    page = Coalesce(Cast("payment__tip__page", CharField()), "payment__tip__page_url")
    title = Coalesce(Max("payment__tip__page__title"), Max("payment__tip__page_title"))
    return _by(credited(tips, period), page, title)


def by_source(tips: "QuerySet[Tip]", period: Period = EVER) -> list[Row]:
    rows = _by(credited(tips, period), "payment__tip__source")
    return [Row(row.key, str(Tip.Source(row.key).label), row.figures) for row in rows]


def by_author(tips: "QuerySet[Tip]", period: Period = EVER) -> list[Row]:
    return _by(credited(tips, period), "payment__tip__author", Max("payment__tip__author__name"))


def by_provider(tips: "QuerySet[Tip]", period: Period = EVER) -> list[Row]:
    rows = _by(credited(tips, period), "provider")
    return [Row(row.key, name_of(row.key), row.figures) for row in rows]


def _by(movements: "QuerySet[Movement]", key: Any, label: Any = None) -> list[Row]:
    key = F(key) if isinstance(key, str) else key
    rows = movements.values("currency", key=key).annotate(label=label or F("key"), **SUMS)
    found = [Row(row["key"], str(row["label"] or ""), figures(row)) for row in rows]
    return sorted(
        found, key=lambda row: (row.figures.currency, -row.figures.net_minor, str(row.key))
    )


def by_tip(tips: list[Tip], period: Period = EVER) -> dict[int, Figures]:
    """Return the figures of each tip of a batch on which money moved, with one query."""
    moved = credited([tip.pk for tip in tips], period)
    rows = moved.values("currency", tip=F("payment__tip")).annotate(**SUMS)
    return {row["tip"]: figures(row) for row in rows}
