"""“My tips”: what an author received, from whom and for what."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column

from authors.spreadsheets import Field, local
from tips import figures
from tips.admin.columns import AmountColumn, OpenedColumn, StatusColumn, article
from tips.admin.export import MONEY, chosen
from tips.admin.overview import OverviewView
from tips.admin.own import own_author
from tips.admin.sections import OwnScreen
from tips.models import Tip


class WordsColumn(Column):
    """Name and message of a reader. An anonymous reader stays so."""

    cell_template_name = "tips/admin/_words_cell.html"

    def __init__(self) -> None:
        super().__init__("shown_name", label=_("From"), width="35%")


class MyTipsView(OwnScreen, OverviewView):
    """Figures, charts and the list of an author's tips, for the days and currency chosen."""

    section = "my_tips:index"
    any_permission_required = None
    template_name = "tips/admin/my_tips.html"
    results_template_name = "tips/admin/my_tips_results.html"
    page_title = _("My tips")
    header_icon = "tip-cup"
    index_url_name = "my_tips:index"
    index_results_url_name = "my_tips:results"
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
        "status": Field(_("Status"), chosen("status")),
        "coffees": Field(_("Coffees"), lambda tip: tip.quantity or ""),
        **MONEY,
        "name": Field(_("Name"), lambda tip: tip.shown_name),
        "message": Field(_("Message"), lambda tip: tip.message),
        "source": Field(_("Source"), chosen("source")),
        "article": Field(_("Article"), article),
        "address": Field(_("Address"), lambda tip: tip.page_url),
    }

    @cached_property
    def all_tips(self) -> "QuerySet[Tip]":  # type: ignore[override]  # computed here
        return self.own_tips

    def get_filename(self) -> str:
        return "my-tips" if self.is_live else "my-tips-TEST"

    def overview(self) -> dict[str, Any]:
        return super().overview() | {
            "author": self.author,
            "sections": self.sections(),
            "articles": figures.by_article(self.tips, self.choices.period),
        }


class MyTipsMenuItem(MenuItem):
    """Shown to users who are authors. The view has the lock."""

    def is_shown(self, request: HttpRequest) -> bool:
        return own_author(request.user) is not None


def menu_item() -> MyTipsMenuItem:
    return MyTipsMenuItem(
        _("My tips"), reverse("my_tips:index"), name="my-tips", icon_name="tip-cup", order=120
    )
