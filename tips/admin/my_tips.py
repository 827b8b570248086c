"""“My tips”: what an author received, from whom and for what."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from authors.models import Author
from authors.spreadsheets import Field, SafeExport, local
from tips import figures
from tips.admin.columns import (
    AmountColumn,
    OpenedColumn,
    StatusColumn,
    article,
)
from tips.admin.export import MONEY
from tips.admin.own import own_author, own_tips
from tips.models import Tip

MONTHS = 12
ARTICLES = 20


@dataclass(frozen=True)
class Bar:
    """A month with the length of its bar in percent of the best month in that currency."""

    month: figures.Row
    percent: int


def bars(months: list[figures.Row]) -> dict[str, list[Bar]]:
    """Return the latest months of each currency, the newest first."""
    charts: dict[str, list[figures.Row]] = {}
    for month in reversed(months):
        charts.setdefault(month.figures.currency, []).append(month)
    return {code: chart(months[:MONTHS]) for code, months in sorted(charts.items())}


def chart(months: list[figures.Row]) -> list[Bar]:
    best = max(month.figures.received_minor for month in months) or 1
    return [Bar(month, 100 * month.figures.received_minor // best) for month in months]


class WordsColumn(Column):
    """Name and message of a reader. An anonymous reader stays so."""

    cell_template_name = "tips/admin/_words_cell.html"

    def __init__(self) -> None:
        super().__init__("shown_name", label=_("From"), width="35%")


class MyTipsView(SafeExport, generic.IndexView):
    """The tips of the author who is logged in. No parameter ever names an author."""

    model = Tip
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
        "article": Field(_("Article"), article),
        "address": Field(_("Address"), lambda tip: tip.page_url),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.author is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def author(self) -> Author | None:
        return own_author(self.request.user)

    @cached_property
    def all_tips(self) -> "QuerySet[Tip]":
        assert self.author
        return own_tips(self.author)

    @cached_property
    def is_live(self) -> bool:
        """Whether real or test money is shown. They never stand in one sum or one list."""
        asked = self.request.GET.get("money")
        if asked in ("live", "test"):
            return asked == "live"
        return figures.shows_live_money(self.all_tips)

    @cached_property
    def tips(self) -> "QuerySet[Tip]":
        return self.all_tips.filter(livemode=self.is_live)

    def get_base_queryset(self) -> "QuerySet[Tip]":
        return figures.with_figures(self.tips) if self.is_export else self.tips

    def get_filename(self) -> str:
        return "my-tips" if self.is_live else "my-tips-TEST"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(_("Get paid"), url=reverse("my_tips:get_paid"), icon_name="tip-cup"),
            HeaderButton(_("Preferences"), url=reverse("my_tips:preferences"), icon_name="cog"),
        ]

    def get_list_more_buttons(self, instance: Tip) -> list[Any]:
        return []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if self.results_only:
            return context
        return context | {
            "author": self.author,
            "is_live": self.is_live,
            "has_other_money": self.all_tips.exclude(livemode=self.is_live).exists(),
            "totals": figures.totals(self.tips),
            "charts": bars(figures.by_month(self.tips)),
            "articles": figures.by_article(self.tips)[:ARTICLES],
        }


class MyTipsMenuItem(MenuItem):
    """Shown to users who are authors. The view has the lock."""

    def is_shown(self, request: HttpRequest) -> bool:
        return own_author(request.user) is not None


def menu_item() -> MyTipsMenuItem:
    return MyTipsMenuItem(
        _("My tips"), reverse("my_tips:index"), name="my-tips", icon_name="tip-cup", order=120
    )
