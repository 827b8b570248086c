"""What the screens of bank transfers share: which transfers, and at which addresses."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.views.generic import PermissionCheckedMixin

from tips.admin.bank import policy
from tips.models import BankTransfer


class Desk:
    """The tip managers' desk: all transfers."""

    names = "tips_bank:"
    breadcrumbs_items: list[dict[str, Any]]

    def address(self, name: str, *arguments: str) -> str:
        return reverse(f"{self.names}{name}", args=arguments)

    def transfers(self) -> "QuerySet[BankTransfer]":
        return BankTransfer.objects.all()

    def above(self) -> list[dict[str, Any]]:
        """Return the breadcrumbs down to the list."""
        label = capfirst(BankTransfer._meta.verbose_name_plural)
        return [*self.breadcrumbs_items, {"url": self.address("index"), "label": label}]

    def surroundings(self) -> dict[str, Any]:
        """Return what every template of a desk needs."""
        return {"index_url": self.address("index"), "transfer_name": f"{self.names}transfer"}


class ManagersDesk(PermissionCheckedMixin, Desk):
    model = BankTransfer
    permission_required = policy.CONFIRM
    index_url_name: str | None = None
