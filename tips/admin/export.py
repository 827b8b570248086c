"""Spreadsheets of tips: amounts that can be summed."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.mixins import ExcelDateFormatter

from authors.spreadsheets import Field, SafeExport
from tips import figures
from tips.admin import workbook
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

    def write_xlsx_response(self, queryset: "QuerySet[Any]") -> StreamingHttpResponse:
        """Send the workbook line by line, too: whole, a large one would keep everybody waiting."""
        stream = workbook.stream(self.sheet(queryset), ExcelDateFormatter().get())
        return StreamingHttpResponse(
            filter(None, stream),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            headers={"Content-Disposition": f'attachment; filename="{self.get_filename()}.xlsx"'},
        )

    def sheet(self, queryset: "QuerySet[Any]") -> Iterator[list[list[Any]]]:
        """Yield the lines batch by batch, in the language and zone of who asked."""
        language, zone = get_language(), timezone.get_current_timezone()
        yield [[str(field.heading) for field in self.fields.values()]]
        for batch in self.batches(queryset):
            with override(language or "en"), timezone.override(zone):
                lines = [list(self.to_row_dict(row).values()) for row in batch]
            yield lines


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
