"""Whether money that came in can still go back, and why it can't."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tips import ledger, states
from tips.exceptions import UnknownProvider
from tips.models import Dispute, Payment
from tips.providers.registry import provider


def is_refundable(payment: Payment) -> bool:
    """Return whether anything can go back now. Uses prefetched refunds and disputes."""
    return ledger.refundable_minor(payment) > 0 and not hindrance(payment)


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
    ) % {"provider": source.label, "days": days}
