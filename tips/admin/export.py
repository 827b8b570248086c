"""Spreadsheets of tips: amounts that can be summed."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from authors.spreadsheets import Field, SafeExport
from tips import figures
from tips.models import Tip
from tips.money import CURRENCIES
from tips.period import EVER, Period


class TipExport(SafeExport):
    """A listing of tips to download. Each tip of a batch gets its `figures`."""

    def exported_period(self) -> Period:
        return EVER

    def complete(self, batch: list[Any]) -> None:
        known = figures.by_tip(batch, self.exported_period())
        for tip in batch:
            tip.figures = known.get(tip.pk) or figures.Figures(tip.currency)


def chosen(name: str) -> Callable[[Any], str]:
    """Return a reader of a choice in words. Asking each row anew would take half of the time."""
    return lambda tip: labels(name, get_language() or "en")[getattr(tip, name)]


@cache
def labels(name: str, language: str) -> dict[str, str]:
    with override(language):
        return {value: str(label) for value, label in Tip._meta.get_field(name).flatchoices}  # type: ignore[union-attr]


def money(name: str) -> Callable[[Any], Decimal]:
    """Return a reader of a sum, as a decimal of its currency."""
    return lambda tip: CURRENCIES[tip.currency].decimal(getattr(tip.figures, name))


MONEY: dict[str, Field] = {
    "currency": Field(_("Currency"), lambda tip: tip.currency),
    "amount": Field(_("Amount"), lambda tip: CURRENCIES[tip.currency].decimal(tip.amount_minor)),
    "received": Field(_("Received"), money("received_minor")),
    "fees": Field(_("Fees"), money("fees_minor")),
    "refunded": Field(_("Refunded"), money("given_back_minor")),
    "disputed": Field(_("Taken by banks"), money("taken_minor")),
    "net": Field(_("Net"), money("net_minor")),
    "amount_minor": Field(_("Amount in the smallest unit"), lambda tip: tip.amount_minor),
    "net_minor": Field(_("Net in the smallest unit"), lambda tip: tip.figures.net_minor),
}
