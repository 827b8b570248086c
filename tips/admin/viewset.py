"""The tip managers' list: every tip, read-only, with export, history and refunds."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.widgets.button import Button

from authors.spreadsheets import Field, local
from tips.admin import policy
from tips.admin.columns import AmountColumn, OpenedColumn, StatusColumn, TestColumn, article
from tips.admin.export import MONEY, TipExport, chosen
from tips.admin.filters import SHOWN_TO_MANAGERS, TipFilterSet, matching
from tips.admin.inspection import TipInspectView
from tips.admin.read_only import ReadOnlyViewSet
from tips.admin.refund import RefundView
from tips.admin.refundable import refund_buttons
from tips.models import Tip
from tips.providers.registry import name_of


def shown_name(tip: Tip) -> str:
    """Return the reader's name unless they kept it to the author or to themselves."""
    return tip.display_name if tip.visibility in SHOWN_TO_MANAGERS else ""


def providers(tip: Tip) -> str:
    return ", ".join(sorted({payment.provider for payment in tip.payments.all()}))


def provider_names(tip: Tip) -> str:
    return ", ".join(sorted({name_of(payment.provider) for payment in tip.payments.all()}))


def provider_ids(tip: Tip) -> str:
    return ", ".join(payment.remote_id or "" for payment in tip.payments.all())


class TipIndexView(TipExport, generic.IndexView):
    """All tips. Without the permission to export there is no download."""

    any_permission_required = ["view"]
    fields = {
        "reference": Field(_("Reference"), lambda tip: tip.reference),
        "created_at": Field(_("Opened"), lambda tip: local(tip.created_at)),
        "paid_at": Field(_("Paid"), lambda tip: local(tip.paid_at)),
        "test": Field(_("Mode"), lambda tip: "" if tip.livemode else _("TEST")),
        "status": Field(_("Status"), chosen("status")),
        "author": Field(_("Author"), lambda tip: str(tip.author)),
        "coffees": Field(_("Coffees"), lambda tip: tip.quantity or ""),
        **MONEY,
        "name": Field(_("Name"), shown_name),
        "visibility": Field(_("Who sees it"), chosen("visibility")),
        "source": Field(_("Source"), chosen("source")),
        "article": Field(_("Article"), lambda tip: tip.page_title),
        "address": Field(_("Address"), lambda tip: tip.page_url),
        "provider": Field(_("Provider"), providers),
        "provider_ids": Field(_("Provider's ids"), provider_ids),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_export and not self.user_has_permission("export"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def show_export_buttons(self) -> bool:
        return self.user_has_permission("export")

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "reference",
                label=_("Reference"),
                get_url=self.get_inspect_url,
                classname="tips-reference",
            ),
            AmountColumn(),
            TestColumn(),
            StatusColumn(),
            Column("author", label=_("Author"), sort_key="author__sort_name"),
            Column("article", label=_("Article"), accessor=article),
            Column("provider", label=_("Provider"), accessor=provider_names),
            OpenedColumn(),
        ]

    def get_base_queryset(self) -> "QuerySet[Tip]":
        # Only the list's refund buttons ask for refunds and disputes.
        of_buttons = [] if self.is_export else ["payments__refunds", "payments__disputes"]
        return Tip.objects.select_related("author").prefetch_related("payments", *of_buttons)

    def search_queryset(self, queryset: "QuerySet[Tip]") -> "QuerySet[Tip]":
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance: Tip) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("refund"):
            buttons += [
                Button(label, url=url, icon_name="rotate", priority=50)
                for label, url in refund_buttons(instance.payments.all())
            ]
        return buttons


class TipHistoryView(HistoryView):
    any_permission_required = ["view"]
    header_buttons: list[Any] = []

    def get_edit_url(self, instance: Tip) -> str:
        return reverse("tips_admin:inspect", args=[instance.pk])


class TipURLFinder(ModelAdminURLFinder):
    """Where other admin screens link to: nobody edits a tip, so to its story."""

    def get_edit_url(self, instance: Tip) -> str | None:
        if self.user and not policy.may(self.user, "view"):
            return None
        return reverse("tips_admin:inspect", args=[instance.pk])


class TipViewSet(ReadOnlyViewSet):
    """The tips, the story of each, and the door to a refund."""

    model = Tip
    name = url_namespace = "tips_admin"
    url_prefix = "tips"
    icon = "tip-cup"
    menu_label = _("Tips")
    menu_order = 250
    add_to_admin_menu = True
    inspect_view_enabled = True
    search_fields = ["display_name"]
    export_filename = "tips"
    filterset_class = TipFilterSet
    index_view_class = TipIndexView
    inspect_view_class = TipInspectView
    history_view_class = TipHistoryView
    url_finder_class = TipURLFinder

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/history/", self.history_view, name="history"),
            path("<int:pk>/history/results/", self.history_results_view, name="history_results"),
            path("refund/<uuid:payment>/", self.refund_view, name="refund"),
        ]

    @property
    def refund_view(self) -> Any:
        return self.construct_view(RefundView)
