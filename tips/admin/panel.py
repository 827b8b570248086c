"""What tip managers find on the admin's front page: money of today, and what needs a person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from authors.outbox import UNWANTED
from tips import states
from tips.figures import shows_live_money, totals
from tips.models import Notice, Payment, ProviderEvent, Tip


@dataclass(frozen=True)
class Concern:
    """Something to look at, and how many there are."""

    label: Any
    count: int
    is_trouble: bool = True


class TipsPanel(Component):
    """The tips of today. Only put on the page of who may see tips."""

    name = "tips"
    order = 150
    template_name = "tips/admin/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        is_live = shows_live_money(Tip.objects.all())
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        tips = Tip.objects.filter(livemode=is_live)
        return {
            "is_live": is_live,
            "totals": totals(tips.filter(paid_at__gte=today)),
            "concerns": concerns(tips),
        }


def concerns(tips: "QuerySet[Tip]") -> list[Concern]:
    """Return what waits and what is wrong. What is wrong counts for test money too."""
    status = tips.aggregate(
        waiting=Count("pk", filter=Q(status=Tip.Status.WAITING)),
        processing=Count("pk", filter=Q(status=Tip.Status.PROCESSING)),
    )
    mails = Notice.objects.filter(sent_at=None, tries__gt=0).exclude(error=UNWANTED)
    events = ProviderEvent.objects.filter(outcome=ProviderEvent.Outcome.DEAD)
    mismatches = Payment.objects.filter(flag=Payment.Flag.MISMATCH)
    found = [
        Concern(_("Payments with another amount than asked for"), mismatches.count()),
        Concern(_("Tips paid twice, to be refunded"), unreturned_duplicates().count()),
        Concern(_("Events of providers that we gave up on"), events.count()),
        Concern(_("Mails that couldn't be sent yet"), mails.count()),
    ]
    return [
        Concern(_("Waiting for the reader"), status["waiting"], is_trouble=False),
        Concern(_("Being processed"), status["processing"], is_trouble=False),
        *[concern for concern in found if concern.count],
    ]


def unreturned_duplicates() -> "QuerySet[Payment]":
    live = Sum("refunds__amount_minor", filter=Q(refunds__state__in=states.LIVE_REFUNDS))
    doubles = Payment.objects.filter(flag=Payment.Flag.DUPLICATE, state=states.SUCCEEDED)
    return doubles.annotate(gone=Coalesce(live, 0)).filter(gone__lt=F("amount_minor"))
