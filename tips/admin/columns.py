"""Columns that the listings of tips share."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, StatusFlagColumn, StatusTagColumn

from tips.models import Tip
from tips.money import format_amount

GOOD = {Tip.Status.PAID}


def amount(tip: Tip) -> str:
    return format_amount(tip.amount_minor, tip.currency)


def article(tip: Tip) -> str:
    return tip.page_title or str(tip.get_source_display())


class AmountColumn(Column):
    """The amount in the reader's language, and of how many coffees it is the price."""

    cell_template_name = "tips/admin/_amount_cell.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            "amount", label=_("Amount"), accessor=amount, sort_key="amount_minor", **kwargs
        )


class StatusColumn(StatusTagColumn):
    def __init__(self) -> None:
        super().__init__(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda tip: tip.status in GOOD,
        )


class TestColumn(StatusFlagColumn):
    """Marks test money, which nobody was charged."""

    def __init__(self) -> None:
        super().__init__("livemode", label=_("Mode"), false_label=_("TEST"))


class OpenedColumn(DateColumn):
    def __init__(self) -> None:
        super().__init__("created_at", label=_("Date"), sort_key="created_at")
