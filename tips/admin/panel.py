"""What tip managers find on the admin's front page: money of today, and what needs a person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from tips import states
from tips.admin.moderation import waiting
from tips.admin.troubles import dead_events, failed_mails
from tips.books import sum_of
from tips.figures import shows_live_money, totals
from tips.models import Dispute, Payment, Refund, Tip, TipSettings
from tips.period import Period, today
from tips.refusals import refused_today


@dataclass(frozen=True)
class Concern:
    """Something to look at, and how many there are."""

    label: Any
    count: int
    url: str = ""
    is_trouble: bool = True


class TipsPanel(Component):
    """The tips of today. Only put on the page of who may see tips."""

    name = "tips"
    order = 150
    template_name = "tips/admin/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        is_live = shows_live_money(Tip.objects.all())
        day = today()
        tips = Tip.objects.filter(livemode=is_live)
        return {
            "is_live": is_live,
            "totals": totals(tips, Period(day, day)),
            "concerns": concerns(tips),
            "is_suspended": TipSettings.objects.filter(is_suspended=True).exists(),
        }


class MessagesPanel(Component):
    """Tells moderators that messages wait for them."""

    name = "tip-messages"
    order = 160
    template_name = "tips/admin/messages_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"count": waiting()}


def concerns(tips: "QuerySet[Tip]") -> list[Concern]:
    """Return what waits and what is wrong. What is wrong counts for test money too."""
    status = tips.aggregate(
        waiting=Count("pk", filter=Q(status=Tip.Status.WAITING)),
        processing=Count("pk", filter=Q(status=Tip.Status.PROCESSING)),
    )
    agreement = reverse("tips_reconciliation:index")
    mismatches = Payment.objects.filter(flag=Payment.Flag.MISMATCH)
    found = [
        Concern(_("Payments with another amount than asked for"), mismatches.count(), agreement),
        Concern(_("Tips paid twice, to be refunded"), unreturned_duplicates().count(), agreement),
        Concern(
            _("Events of providers that we gave up on"),
            dead_events().count(),
            reverse("tips_troubles:events"),
        ),
        Concern(_("Events refused today: forged, or the secret is wrong"), refused_today()),
        Concern(
            _("Mails that couldn't be sent yet"),
            failed_mails().count(),
            reverse("tips_troubles:mails"),
        ),
    ]
    return [
        Concern(
            _("Waiting for the reader"),
            status["waiting"],
            f"{reverse('tips_admin:index')}?status={Tip.Status.WAITING}",
            is_trouble=False,
        ),
        Concern(
            _("Being processed"),
            status["processing"],
            f"{reverse('tips_admin:index')}?status={Tip.Status.PROCESSING}",
            is_trouble=False,
        ),
        *[concern for concern in found if concern.count],
    ]


def unreturned_duplicates() -> "QuerySet[Payment]":
    """Return second payments of which something is still here: not sent back, nor taken by a bank."""
    back = sum_of(Refund.objects.filter(state__in=states.LIVE_REFUNDS))
    taken = sum_of(Dispute.objects.all(), F("taken_minor") - F("returned_minor"))
    doubles = Payment.objects.filter(flag=Payment.Flag.DUPLICATE, state=states.SUCCEEDED)
    return doubles.annotate(gone=back + taken).filter(gone__lt=F("amount_minor"))
