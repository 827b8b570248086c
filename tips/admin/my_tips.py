"""“My tips”: what an author received, from whom and for what."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from authors.spreadsheets import Field, SafeExport, local
from tips import figures
from tips.admin import charts
from tips.admin.choices import ChoicesForm, active_in
from tips.admin.columns import AmountColumn, OpenedColumn, StatusColumn, article
from tips.admin.export import MONEY
from tips.admin.own import own_author
from tips.admin.sections import OwnScreen
from tips.models import Tip

ARTICLES = 20


class WordsColumn(Column):
    """Name and message of a reader. An anonymous reader stays so."""

    cell_template_name = "tips/admin/_words_cell.html"

    def __init__(self) -> None:
        super().__init__("shown_name", label=_("From"), width="35%")


class MyTipsView(OwnScreen, SafeExport, generic.IndexView):
    """Figures, charts and the list of an author's tips, for the days and currency chosen."""

    model = Tip
    section = "my_tips:index"
    any_permission_required = None
    template_name = "tips/admin/my_tips.html"
    results_template_name = "tips/admin/my_tips_results.html"
    page_title = _("My tips")
    header_icon = "tip-cup"
    index_url_name = "my_tips:index"
    index_results_url_name = "my_tips:results"
    default_ordering = "-created_at"
    paginate_by = 25
    columns = [
        OpenedColumn(),
        AmountColumn(),
        WordsColumn(),
        Column("article", label=_("Article"), accessor=article),
        StatusColumn(),
    ]
    fields = {
        "reference": Field(_("Reference"), lambda tip: tip.reference),
        "created_at": Field(_("Opened"), lambda tip: local(tip.created_at)),
        "paid_at": Field(_("Paid"), lambda tip: local(tip.paid_at)),
        "test": Field(_("Mode"), lambda tip: "" if tip.livemode else _("TEST")),
        "status": Field(_("Status"), lambda tip: tip.get_status_display()),
        "coffees": Field(_("Coffees"), lambda tip: tip.quantity or ""),
        **MONEY,
        "name": Field(_("Name"), lambda tip: tip.shown_name),
        "message": Field(_("Message"), lambda tip: tip.message),
        "source": Field(_("Source"), lambda tip: tip.get_source_display()),
        "article": Field(_("Article"), article),
        "address": Field(_("Address"), lambda tip: tip.page_url),
    }

    @cached_property
    def is_live(self) -> bool:
        """Whether real or test money is shown. They never stand in one sum or one list."""
        asked = self.request.GET.get("money")
        if asked in ("live", "test"):
            return asked == "live"
        return figures.shows_live_money(self.own_tips)

    @cached_property
    def choices(self) -> ChoicesForm:
        return ChoicesForm(self.request.GET, self.own_tips.filter(livemode=self.is_live))

    @cached_property
    def tips(self) -> "QuerySet[Tip]":
        return self.choices.narrow(self.own_tips.filter(livemode=self.is_live))

    def get_base_queryset(self) -> "QuerySet[Tip]":
        tips = active_in(self.tips, self.choices.period)
        return figures.with_figures(tips, self.choices.period) if self.is_export else tips

    def get_filename(self) -> str:
        return "my-tips" if self.is_live else "my-tips-TEST"

    @cached_property
    def header_buttons(self) -> list[Any]:
        return []

    def get_list_more_buttons(self, instance: Tip) -> list[Any]:
        return []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return context if self.results_only else context | self.overview()

    def overview(self) -> dict[str, Any]:
        tips, period = self.tips, self.choices.period
        days = charts.last_days(period)
        months = figures.by_month(tips, period)
        return {
            "author": self.author,
            "sections": self.sections(),
            "choices": self.choices,
            "is_live": self.is_live,
            "has_other_money": self.own_tips.exclude(livemode=self.is_live).exists(),
            "totals": figures.totals(tips, period),
            "days": days,
            "day_charts": charts.day_charts(figures.by_day(tips, days), days),
            "month_charts": charts.month_charts(months),
            "months": months[::-1],
            "articles": figures.by_article(tips, period)[:ARTICLES],
            "sources": figures.by_source(tips, period),
        }


class MyTipsMenuItem(MenuItem):
    """Shown to users who are authors. The view has the lock."""

    def is_shown(self, request: HttpRequest) -> bool:
        return own_author(request.user) is not None


def menu_item() -> MyTipsMenuItem:
    return MyTipsMenuItem(
        _("My tips"), reverse("my_tips:index"), name="my-tips", icon_name="tip-cup", order=120
    )
