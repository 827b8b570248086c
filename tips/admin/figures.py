"""An author's money in figures. Everything is summed from movements, so that all screens agree."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncMonth

from tips.models import Movement, Payment, Tip

Kind = Movement.Kind
SUMS = {
    "received_minor": Coalesce(Sum("amount_minor", filter=Q(kind=Kind.CHARGE)), 0),
    "fees_minor": -Coalesce(Sum("amount_minor", filter=Q(kind=Kind.FEE)), 0),
    "given_back_minor": -Coalesce(
        Sum("amount_minor", filter=Q(kind__in=[Kind.REFUND, Kind.REFUND_FAILED])), 0
    ),
    "net_minor": Coalesce(Sum("amount_minor"), 0),
}


@dataclass(frozen=True)
class Figures:
    """Sums of one currency in minor units. Fees and refunds are positive, and missing in net."""

    currency: str
    received_minor: int
    fees_minor: int
    given_back_minor: int
    net_minor: int


@dataclass(frozen=True)
class Month:
    month: datetime  # its first moment, in local time
    figures: Figures


@dataclass(frozen=True)
class Article:
    title: str
    url: str
    figures: Figures


def figures(row: Any) -> Figures:
    return Figures(row["currency"], *[row[name] for name in SUMS])


def shows_live_money(tips: "QuerySet[Tip]") -> bool:
    """Return which kind of money to show first: real, unless there is only test money."""
    return tips.filter(livemode=True).exists() or not tips.exists()


def credited(tips: "QuerySet[Tip]") -> "QuerySet[Movement]":
    """Movements of these tips. A second payment of a tip is no income: it is going back."""
    movements = Movement.objects.filter(payment__tip__in=tips)
    return movements.exclude(payment__flag=Payment.Flag.DUPLICATE).order_by()


def totals(tips: "QuerySet[Tip]") -> list[Figures]:
    """Return one row for each currency."""
    rows = credited(tips).values("currency").annotate(**SUMS)
    return [figures(row) for row in rows.order_by("currency")]


def by_month(tips: "QuerySet[Tip]") -> list[Month]:
    """Return one row for each currency and local month in which money moved, the oldest first."""
    rows = credited(tips).values("currency", month=TruncMonth("happened_at")).annotate(**SUMS)
    return [Month(row["month"], figures(row)) for row in rows.order_by("month", "currency")]


def by_article(tips: "QuerySet[Tip]") -> list[Article]:
    """Return one row for each page and currency, the best first. Profiles have no title."""
    rows = (
        credited(tips)
        .values("currency", url=F("payment__tip__page_url"))
        .annotate(title=Max("payment__tip__page_title"), **SUMS)
    )
    found = [Article(row["title"], row["url"], figures(row)) for row in rows]
    return sorted(found, key=lambda a: (a.figures.currency, -a.figures.net_minor, a.url))


def with_figures(tips: "QuerySet[Tip]") -> "QuerySet[Tip]":
    """Add the four sums to each tip."""
    own = (
        Movement.objects.filter(payment__tip=OuterRef("pk"))
        .exclude(payment__flag=Payment.Flag.DUPLICATE)
        .order_by()
        .values("payment__tip")
    )
    return tips.annotate(
        **{
            name: Coalesce(Subquery(own.annotate(**{name: total}).values(name)), 0)
            for name, total in SUMS.items()
        }
    )
