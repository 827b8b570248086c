"""Whether money that came in can still go back, and why it can't."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tips import ledger, states
from tips.exceptions import UnknownProvider
from tips.models import Dispute, Payment
from tips.providers.registry import name_of, provider


def is_refundable(payment: Payment) -> bool:
    """Return whether anything can go back now. Uses prefetched refunds and disputes."""
    return ledger.refundable_minor(payment) > 0 and not hindrance(payment)


def refund_buttons(payments: Iterable[Payment]) -> list[tuple[str, str]]:
    """Return label and address of a button for each payment that can go back.

    Where there are several, as of a tip paid twice, each says which it is.
    """
    found = [payment for payment in payments if is_refundable(payment)]
    return [
        (
            _("Refund attempt %(number)s") % {"number": payment.attempt}
            if len(found) > 1
            else pgettext("action", "Refund"),
            reverse("tips_admin:refund", args=[payment.uuid]),
        )
        for payment in found
    ]


def hindrance(payment: Payment) -> str:
    """Return why money that is here can't go back now, or an empty string."""
    if payment.state != states.SUCCEEDED:
        return ""
    if not ledger.refundable_minor(payment):
        return _in_dispute(payment)
    return _too_late(payment)


def _in_dispute(payment: Payment) -> str:
    if not any(dispute.state == Dispute.State.OPEN for dispute in payment.disputes.all()):
        return ""
    return _("This money is in dispute. Nothing can go back until the bank has decided.")


def _too_late(payment: Payment) -> str:
    try:
        source = provider(payment.provider)
    except UnknownProvider:
        return ""
    days = source.refund_days
    if not days or not payment.succeeded_at:
        return ""
    if payment.succeeded_at > timezone.now() - timedelta(days=days):
        return ""
    return ngettext(
        "%(provider)s gives money back for %(days)s day after the payment. That time is over: "
        "whoever has the money can only send it another way.",
        "%(provider)s gives money back for %(days)s days after the payment. That time is over: "
        "whoever has the money can only send it another way.",
        days,
    ) % {"provider": name_of(payment.provider), "days": days}
