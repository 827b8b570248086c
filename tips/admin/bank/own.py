"""An author's own desk: transfers to accounts of their own, which nobody else can look into."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tips.admin.bank.confirming import TransferView
from tips.admin.bank.desk import Desk
from tips.admin.bank.listing import TransferIndexView
from tips.admin.bank.statements import StatementView
from tips.admin.sections import OwnScreen
from tips.goals import rows_of
from tips.models import BankTransfer


class OwnDesk(OwnScreen, Desk):
    """Tips to the author that went past the site. No parameter ever names an author."""

    names = "my_tips:bank_"
    section = "my_tips:get_paid"

    def transfers(self) -> "QuerySet[BankTransfer]":
        uuids = [str(uuid) for uuid in rows_of(self.author).values_list("uuid", flat=True)]
        return BankTransfer.objects.filter(author_reference__in=uuids).exclude(account="")

    def above(self) -> list[dict[str, Any]]:
        mine = {"url": reverse("my_tips:index"), "label": _("My tips")}
        return [*self.breadcrumbs_items, mine, *super().above()[len(self.breadcrumbs_items) :]]


class OwnTransferView(OwnDesk, TransferView):
    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return TransferView.get_breadcrumbs_items(self)


class OwnStatementView(OwnDesk, StatementView):
    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return StatementView.get_breadcrumbs_items(self)


class OwnTransferIndexView(OwnDesk, TransferIndexView):
    model = BankTransfer
    any_permission_required = None
    page_title = _("Bank transfers")
    header_icon = "tip-bank"
    index_url_name = "my_tips:bank_index"
    index_results_url_name = "my_tips:bank_results"
    paginate_by = 25
    filterset_class = TransferIndexView.filterset_class

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return self.above()
