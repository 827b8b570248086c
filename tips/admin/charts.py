"""Bars drawn on the server, as SVG. They only illustrate: a table with every number stands behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import pgettext

from tips.figures import Figures, Row
from tips.money import CURRENCIES, format_amount
from tips.period import Period, today

HEIGHT = 200  # of the plot in pixels; widths are percent, so that text keeps its size
TOP, BOTTOM = 22, 24
MOST_LABELS = 6
MOST_DAYS = 31
MOST_MONTHS = 24
FEWEST_MONTHS = 12  # so that the first month of an author isn't a wall of colour


@dataclass(frozen=True)
class Rectangle:
    """A part of a bar, in pixels from the top."""

    kind: str
    y: str
    height: str


@dataclass(frozen=True)
class Bar:
    """One day or month: what arrived and what the provider kept above the line, the rest below."""

    name: str
    x: str
    width: str
    middle: str
    label: str
    figures: Figures
    parts: list[Rectangle]


@dataclass(frozen=True)
class Chart:
    """The bars of one currency, drawn to the scale of the longest."""

    currency: str
    rows: list[Row]

    @property
    def height(self) -> int:
        return TOP + HEIGHT + BOTTOM

    @property
    def label_y(self) -> int:
        return self.height - 6

    @cached_property
    def top_minor(self) -> int:
        return round_up(max(row.figures.received_minor for row in self.rows), self.currency)

    @cached_property
    def below_minor(self) -> int:
        return max(gone(row.figures) for row in self.rows)

    def y(self, amount_minor: int) -> float:
        span = self.top_minor + self.below_minor or 1
        return TOP + HEIGHT * (self.top_minor - amount_minor) / span

    def lines(self) -> list[tuple[str, str, str]]:
        """Return (y, text's y, amount) of the lines that help to read the height of a bar."""
        top = format_amount(self.top_minor, self.currency)
        return [
            (f"{self.y(minor):.1f}", f"{self.y(minor) - 5:.1f}", text)
            for minor, text in [(self.top_minor, top), (0, "")]
        ]

    def bars(self) -> list[Bar]:
        slot = 100 / len(self.rows)
        step = -(-len(self.rows) // MOST_LABELS)
        return [
            Bar(
                name=row.label,
                x=f"{number * slot + slot * 0.15:.3f}",
                width=f"{slot * 0.7:.3f}",
                middle=f"{(number + 0.5) * slot:.3f}",
                label=short_name(row.label) if number % step == 0 else "",
                figures=row.figures,
                parts=list(self.parts(row.figures)),
            )
            for number, row in enumerate(self.rows)
        ]

    def parts(self, sums: Figures) -> Iterator[Rectangle]:
        kept = min(max(sums.fees_minor, 0), sums.received_minor)
        yield from self.part("arrived", 0, sums.received_minor - kept)
        yield from self.part("kept", sums.received_minor - kept, sums.received_minor)
        yield from self.part("gone", -gone(sums), 0)

    def part(self, kind: str, low_minor: int, high_minor: int) -> Iterator[Rectangle]:
        if high_minor > low_minor:
            top, bottom = self.y(high_minor), self.y(low_minor)
            yield Rectangle(kind, f"{top:.1f}", f"{max(bottom - top, 1):.1f}")

    @property
    def best(self) -> Row:
        return max(self.rows, key=lambda row: row.figures.received_minor)

    @property
    def has_gone(self) -> bool:
        return self.below_minor > 0


def gone(sums: Figures) -> int:
    """Return what readers got back, asked for or taken by their banks."""
    return max(sums.given_back_minor + sums.taken_minor, 0)


def short_name(name: str) -> str:
    """Return the part of a day's or month's name that fits under a bar."""
    return name.rpartition(" ")[0] or name


def round_up(amount_minor: int, currency: str) -> int:
    """Return the next amount that is easy to read: 10, 20, 50, 100 and so on."""
    unit = 10 ** CURRENCIES[currency].exponent
    while True:
        for factor in (1, 2, 5):
            if factor * unit >= amount_minor:
                return factor * unit
        unit *= 10


def day_charts(rows: list[Row], period: Period) -> list[Chart]:
    """Return a chart for each currency, with all days of the period, also those without money."""
    days = days_of(period)
    # Translators: the format of a day below a bar, https://docs.djangoproject.com/ref/templates/builtins/#date
    day_format = pgettext("date format", "j M Y")
    names = {day: date_format(day, day_format) for day in days}
    return filled(rows, names)


def days_of(period: Period) -> list[date]:
    assert period.first
    assert period.last
    return [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]


def last_days(period: Period) -> Period:
    """Return the latest days of a period, so many as a chart can show."""
    last = min(period.last or today(), today())
    first = last - timedelta(days=MOST_DAYS - 1)
    return (
        Period(max(first, period.first or first), last) if last >= first else Period(first, first)
    )


def month_charts(rows: list[Row]) -> list[Chart]:
    """Return a chart for each currency, up to the last month with money."""
    if not rows:
        return []
    first, last = rows[0].key, rows[-1].key
    number = last.year * 12 + last.month - FEWEST_MONTHS
    months = months_between(min(first, date(number // 12, number % 12 + 1, 1)), last)[-MOST_MONTHS:]
    return filled(rows, {month: date_format(month, "M Y") for month in months})


def months_between(first: date, last: date) -> list[date]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def filled(rows: list[Row], names: dict[date, str]) -> list[Chart]:
    known = {(row.figures.currency, row.key): row.figures for row in rows}
    codes = sorted({row.figures.currency for row in rows if row.key in names})
    return [
        Chart(
            code,
            [Row(key, name, known.get((code, key), Figures(code))) for key, name in names.items()],
        )
        for code in codes
    ]
