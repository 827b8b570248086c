"""Which days and which currency a screen is about. The address says it, so it can be kept and sent."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tips.models import Movement, Tip
from tips.period import Period, today


@dataclass(frozen=True)
class Shortcut:
    """A period that people often want, as a link."""

    label: Promise
    period: Period
    query: str
    is_chosen: bool


class ChoicesForm(forms.Form):
    """Days and currency. Nonsense is told beside its field, and meanwhile everything is shown."""

    first = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)

    def __init__(self, data: Any, tips: "QuerySet[Tip]") -> None:
        super().__init__(data)
        codes = tips.order_by("currency").values_list("currency", flat=True).distinct()
        self.currencies = list(codes)
        self.fields["currency"].choices = [  # type: ignore[attr-defined]
            ("", _("All currencies")),
            *[(code, code) for code in self.currencies],
        ]
        # Dates come from the browser's own picker, in one format whatever the language is.
        for name in ("first", "last"):
            self.fields[name].input_formats = ["%Y-%m-%d"]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return cleaned

    @property
    def period(self) -> Period:
        chosen = self.cleaned_data if self.is_valid() else {}
        return Period(chosen.get("first"), chosen.get("last"))

    @property
    def chosen_currency(self) -> str:
        return self.cleaned_data["currency"] if self.is_valid() else ""

    def narrow(self, tips: "QuerySet[Tip]") -> "QuerySet[Tip]":
        """Return the tips in the currency."""
        return tips.filter(currency=self.chosen_currency) if self.chosen_currency else tips

    def shortcuts(self) -> list[Shortcut]:
        return [
            Shortcut(label, period, self.query(period), period == self.period)
            for label, period in shortcuts(today())
        ]

    def kept(self) -> dict[str, Any]:
        """Return the choices that stay when another period is chosen."""
        return {"currency": self.chosen_currency, "money": self.data.get("money", "")}

    def query(self, period: Period) -> str:
        """Return a query string for a period that keeps the other choices."""
        facts = {"first": period.first or "", "last": period.last or ""} | self.kept()
        return urlencode({name: value for name, value in facts.items() if value})


def shortcuts(day: date) -> list[tuple[Promise, Period]]:
    new_year = day.replace(month=1, day=1)
    old_year = date(day.year - 1, 1, 1)
    return [
        (_("All time"), Period()),
        (_("30 days"), Period(day - timedelta(days=29), day)),
        (_("This month"), Period(day.replace(day=1), day)),
        (_("This year"), Period(new_year, day)),
        (_("Last year"), Period(old_year, date(day.year - 1, 12, 31))),
    ]


def active_in(tips: "QuerySet[Tip]", period: Period) -> "QuerySet[Tip]":
    """Return the tips that were given or whose money moved in a period."""
    if period.is_everything:
        return tips
    moved = Movement.objects.filter(period.covers("happened_at"), payment__tip=OuterRef("pk"))
    return tips.filter(Q(period.covers("created_at")) | Exists(moved))
