"""The list of bank transfers, and the way from there to each and to statements."""

import django_filters
from django import forms
from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from tips.admin.bank import policy
from tips.admin.bank.confirming import ManagersTransferView
from tips.admin.bank.desk import Desk
from tips.admin.bank.statements import ManagersStatementView
from tips.admin.bank.wording import State, state_of
from tips.admin.columns import TestColumn
from tips.admin.read_only import ReadOnlyViewSet
from tips.models import BankTransfer
from tips.money import format_amount
from tips.providers.bank.reference import references_in, spaced


def in_state(transfers: "QuerySet[BankTransfer]", state: str) -> "QuerySet[BankTransfer]":
    """Return the transfers in a state, as `state_of` names it."""
    untouched = Q(received_minor=0)
    is_over = Q(closed_at__isnull=False) | Q(expires_at__lte=timezone.now())
    conditions = {
        State.WAITING: untouched & ~is_over,
        State.OTHER_AMOUNT: ~untouched & ~Q(received_minor=F("amount_minor")),
        State.PAID: Q(received_minor=F("amount_minor")),
        State.OVER: untouched & is_over,
    }
    return transfers.filter(conditions[State(state)]) if state in State.values else transfers


class TransferFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=State.choices, method="filter_state", widget=forms.RadioSelect
    )

    class Meta:
        model = BankTransfer
        fields = ["state"]

    def filter_state(
        self, transfers: "QuerySet[BankTransfer]", _name: str, value: str
    ) -> "QuerySet[BankTransfer]":
        return in_state(transfers, value)


def last_day(transfer: BankTransfer) -> str:
    return date_format(timezone.localtime(transfer.expires_at), "SHORT_DATE_FORMAT")


class TransferIndexView(Desk, generic.IndexView):
    """The list, for whoever may see its transfers."""

    any_permission_required: list[str] | None = [policy.CONFIRM]
    default_ordering = "-created_at"

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "reference",
                label=_("Reference"),
                accessor=lambda transfer: spaced(transfer.reference),
                get_url=lambda transfer: self.address("transfer", transfer.pk),
                sort_key="reference",
                classname="tips-reference",
            ),
            Column(
                "amount",
                label=_("Amount"),
                accessor=lambda t: format_amount(t.amount_minor, t.currency),
                sort_key="amount_minor",
            ),
            TestColumn(),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor=lambda transfer: state_of(transfer).label,
                primary=lambda transfer: transfer.is_settled,
            ),
            Column("description", label=_("Purpose")),
            DateColumn("created_at", label=_("Date"), sort_key="created_at"),
            # A day, as Wagtail's own column says of what is to come that it is just now.
            Column("expires_at", label=_("Expires"), accessor=last_day, sort_key="expires_at"),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = self.address("statement")
        return [HeaderButton(_("Upload a statement"), url=url, icon_name="upload")]

    def get_base_queryset(self) -> "QuerySet[BankTransfer]":
        return self.transfers()

    def search_queryset(self, queryset: "QuerySet[BankTransfer]") -> "QuerySet[BankTransfer]":
        if not self.is_searching:
            return queryset
        query = self.search_query.strip()
        typed = "".join(query.split()).upper()
        return queryset.filter(
            Q(reference__in=references_in(query))
            | Q(reference__contains=typed)
            | Q(description__icontains=query)
        )


class TransferMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        is_offered = "bank" in getattr(settings, "TIPS_PROVIDERS", [])
        return is_offered and policy.may_confirm(request.user)


class TransferViewSet(ReadOnlyViewSet):
    """Transfers that are announced, and the bank statement that confirms them."""

    model = BankTransfer
    name = url_namespace = "tips_bank"
    url_prefix = "tips-bank"
    icon = "tip-bank"
    menu_label = _("Bank transfers")
    menu_order = 251
    add_to_admin_menu = True
    search_fields = ["reference"]
    filterset_class = TransferFilterSet
    index_view_class = TransferIndexView
    menu_item_class = TransferMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("statement/", self.construct_view(ManagersStatementView), name="statement"),
            path("<slug:pk>/", self.construct_view(ManagersTransferView), name="transfer"),
        ]
