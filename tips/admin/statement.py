"""Yearly statements: what came in, what was kept and what went back, to print or to calculate with."""

import csv
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Site

from authors.cells import safe_cell
from tips import figures
from tips.admin.charts import months_between
from tips.admin.sections import OwnScreen
from tips.figures import Figures, Row
from tips.models import Tip, TipSettings
from tips.money import CURRENCIES
from tips.period import today, year

HEADINGS = [
    gettext_lazy("Month"),
    gettext_lazy("Currency"),
    gettext_lazy("Given by readers"),
    gettext_lazy("Kept as fees"),
    gettext_lazy("Refunded"),
    gettext_lazy("Taken by banks"),
    gettext_lazy("Arrived"),
]


class MoneyKind(OwnScreen):
    """Real money, unless test money is asked for or is all there is."""

    @cached_property
    def is_live(self) -> bool:
        if "money" in self.request.GET:
            return self.request.GET["money"] != "test"
        return figures.shows_live_money(self.own_tips)

    @cached_property
    def tips(self) -> "QuerySet[Tip]":
        return self.own_tips.filter(livemode=self.is_live)


class StatementsView(MoneyKind, WagtailAdminTemplateMixin, TemplateView):
    """The years in which money moved, the newest first."""

    section = "my_tips:statements"
    template_name = "tips/admin/statements.html"
    page_title = gettext_lazy("Yearly statements")
    header_icon = "table"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years: dict[int, dict[str, Figures]] = {}
        for row in figures.by_month(self.tips):
            sums = years.setdefault(row.key.year, {})
            code = row.figures.currency
            sums[code] = sums.get(code, Figures(code)) + row.figures
        return super().get_context_data(**kwargs) | {
            "sections": self.sections(),
            "is_live": self.is_live,
            "years": [
                (number, [sums[code] for code in sorted(sums)])
                for number, sums in sorted(years.items(), reverse=True)
            ],
        }


class StatementView(MoneyKind, TemplateView):
    """One year on one sheet of paper, or as CSV."""

    template_name = "tips/admin/statement.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not 2000 <= self.year <= today().year:
            raise Http404
        if request.GET.get("export") == "csv":
            return self.as_csv()
        return super().get(request, *args, **kwargs)

    @property
    def year(self) -> int:
        return int(self.kwargs["year"])

    @cached_property
    def months(self) -> list[Row]:
        return figures.by_month(self.tips, year(self.year))

    def sheets(self) -> list[dict[str, Any]]:
        """Return a sheet for each currency: its twelve months, its sum, and who kept what."""
        providers = figures.by_provider(self.tips, year(self.year))
        days = year(self.year)
        assert days.first
        assert days.last
        sheets = []
        for sums in figures.totals(self.tips, days):
            known = {row.key: row for row in self.months if row.figures.currency == sums.currency}
            empty = Figures(sums.currency)
            sheets.append(
                {
                    "sums": sums,
                    "months": [
                        known.get(month) or Row(month, "", empty)
                        for month in months_between(days.first, days.last)
                    ],
                    "providers": [r for r in providers if r.figures.currency == sums.currency],
                }
            )
        return sheets

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        site = Site.find_for_request(self.request)
        tip_settings = TipSettings.for_request(self.request)
        query = "" if self.is_live else "&money=test"
        return super().get_context_data(**kwargs) | {
            "year": self.year,
            "author": self.author,
            "is_live": self.is_live,
            "is_running": self.year == today().year,
            "today": today(),
            "sheets": self.sheets(),
            "site_name": (site and site.site_name) or _("this site"),
            "site_root": site.root_url if site else "",
            "tax_note": tip_settings.tax_note_in(get_language() or "en"),
            "csv_url": f"?export=csv{query}",
            "tips_url": f"{reverse('my_tips:index')}?first={self.year}-01-01"
            f"&last={self.year}-12-31&export=csv{query}",
        }

    def as_csv(self) -> HttpResponse:
        mark = "" if self.is_live else "-TEST"
        name = f"statement-{self.year}{mark}.csv"
        response = HttpResponse(
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
        writer = csv.writer(response)
        writer.writerow([safe_cell(str(heading)) for heading in HEADINGS])
        for row in self.months:
            writer.writerow([f"{row.key:%Y-%m}", row.figures.currency, *decimals(row.figures)])
        return response


def decimals(sums: Figures) -> list[Any]:
    money = CURRENCIES[sums.currency]
    amounts = [sums.received_minor, sums.fees_minor, sums.given_back_minor, sums.taken_minor]
    return [money.decimal(minor) for minor in [*amounts, sums.net_minor]]
