"""The managers' report: money over time, by author, provider and currency."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn

from authors.models import Author
from tips import figures
from tips.admin import policy
from tips.admin.choices import ChoicesForm
from tips.admin.columns import AmountColumn, OpenedColumn, StatusColumn
from tips.admin.filters import tipped_authors
from tips.admin.overview import OverviewView
from tips.admin.viewset import TipIndexView
from tips.goals import rows_of
from tips.models import Payment, Tip
from tips.providers.registry import name_of


class ReportChoicesForm(ChoicesForm):
    """Days and currency, and which author and provider."""

    author = forms.ModelChoiceField(
        Author.objects.none(), label=_("Author"), required=False, empty_label=_("All authors")
    )
    provider = forms.ChoiceField(label=_("Provider"), required=False)

    def __init__(self, data: Any, tips: "QuerySet[Tip]") -> None:
        super().__init__(data, tips)
        self.fields["author"].queryset = tipped_authors(None)  # type: ignore[attr-defined]
        used = Payment.objects.order_by("provider").values_list("provider", flat=True).distinct()
        self.fields["provider"].choices = [  # type: ignore[attr-defined]
            ("", _("All providers")),
            *[(key, name_of(key)) for key in used],
        ]

    def narrow(self, tips: "QuerySet[Tip]") -> "QuerySet[Tip]":
        tips = super().narrow(tips)
        if not self.is_valid():
            return tips
        if author := self.cleaned_data["author"]:
            tips = tips.filter(author__in=rows_of(author))
        if provider := self.cleaned_data["provider"]:
            paid = Payment.objects.filter(
                tip=OuterRef("pk"), provider=provider, state=Payment.State.SUCCEEDED
            )
            tips = tips.filter(Exists(paid.exclude(flag=Payment.Flag.DUPLICATE)))
        return tips

    def kept(self) -> dict[str, Any]:
        return super().kept() | {
            name: self.data.get(name, "") for name in ("author", "provider") if self.is_valid()
        }


class TipReportView(OverviewView):
    """Everything that was given, for who may see tips."""

    choices_form = ReportChoicesForm
    any_permission_required = ["view"]
    template_name = "tips/admin/report.html"
    page_title = _("Tips")
    header_icon = "tip-cup"
    index_url_name = "tips_report:index"
    index_results_url_name = "tips_report:results"
    fields = TipIndexView.fields
    columns = [
        TitleColumn(
            "reference",
            label=_("Reference"),
            get_url=lambda tip: reverse("tips_admin:inspect", args=[tip.pk]),
            classname="tips-reference",
        ),
        AmountColumn(),
        StatusColumn(),
        Column("author", label=_("Author"), sort_key="author__sort_name"),
        OpenedColumn(),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_export and not policy.may(request.user, "export"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def show_export_buttons(self) -> bool:
        return policy.may(self.request.user, "export")

    @cached_property
    def all_tips(self) -> "QuerySet[Tip]":  # type: ignore[override]  # computed here
        return Tip.objects.select_related("author").prefetch_related("payments")

    def get_filename(self) -> str:
        return "tips" if self.is_live else "tips-TEST"

    def overview(self) -> dict[str, Any]:
        tips, period = self.tips, self.choices.period
        return super().overview() | {
            "authors": figures.by_author(tips, period),
            "providers": figures.by_provider(tips, period),
        }


app_name = "tips_report"
urlpatterns = [
    path("", TipReportView.as_view(), name="index"),
    path("results/", TipReportView.as_view(results_only=True), name="results"),
]


class ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "view")


def menu_item() -> ReportMenuItem:
    return ReportMenuItem(
        _("Tips"), reverse("tips_report:index"), name="tips", icon_name="tip-cup", order=900
    )
