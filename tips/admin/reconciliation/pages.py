"""The pages on which tip managers see what doesn't agree, and what each comparison found."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from tips.admin import policy
from tips.admin.reconciliation import queue
from tips.models import ReconciliationItem, ReconciliationRun, Tip

RUNS = 20
Outcome = ReconciliationItem.Outcome


class MoneyPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page for whoever may see tips."""

    any_permission_required = ["view"]
    header_icon = "tip-cup"

    @property
    def permission_policy(self) -> Any:  # type: ignore[override]
        return policy_registry.get_by_type(Tip)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), *self.trail()]

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]


class IndexView(MoneyPage):
    """What waits for a person, and the last runs."""

    template_name = "tips/admin/reconciliation/index.html"
    page_title = _("Reconciliation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "mismatches": queue.mismatches(),
            "duplicates": queue.duplicates(),
            "items": queue.left_items(),
            "runs": counted(ReconciliationRun.objects.all())[:RUNS],
            "may_settle": policy.may(self.request.user, "refund"),
        }


class RunView(MoneyPage):
    """What one comparison found."""

    template_name = "tips/admin/reconciliation/run.html"
    page_title = _("Reconciliation")

    @cached_property
    def run(self) -> ReconciliationRun:
        return get_object_or_404(counted(ReconciliationRun.objects.all()), uuid=self.kwargs["run"])

    def get_page_subtitle(self) -> str:
        return date_format(localtime(self.run.started_at), "SHORT_DATETIME_FORMAT")

    def trail(self) -> list[dict[str, Any]]:
        index = reverse("tips_reconciliation:index")
        return [
            {"url": index, "label": self.get_page_title()},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = self.run.items.select_related("payment__tip", "closed_by")
        return super().get_context_data(**kwargs) | {"run": self.run, "items": items}


def counted(runs: Any) -> Any:
    """Add how many differences were found, and how many still wait; the newest run first."""
    waits = Q(items__outcome__in=[Outcome.LEFT, Outcome.FOUND])
    counts = {"found": Count("items"), "waiting": Count("items", filter=waits)}
    # Said here, as a query that counts forgets the order of its model.
    return runs.annotate(**counts).order_by("-started_at", "-pk")


class ReconciliationMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "view")


def menu_item() -> MenuItem:
    return ReconciliationMenuItem(
        _("Tips: reconciliation"),
        reverse("tips_reconciliation:index"),
        name="tips-reconciliation",
        icon_name="tip-cup",
        order=900,
    )
