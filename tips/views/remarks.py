"""What a reader must know beside the tip's status: money that came twice, or other money than asked."""

from django.utils.translation import gettext as _

from tips.models import Payment, Refund, Tip
from tips.money import format_amount

UNPAID = {Tip.Status.WAITING, Tip.Status.PROCESSING, Tip.Status.FAILED}


def is_questioned(tip: Tip) -> bool:
    """Return whether all that came is other money than asked for, at which a person looks."""
    return tip.status in UNPAID and tip.payments.filter(flag=Payment.Flag.MISMATCH).exists()


def remarks_on(tip: Tip) -> list[str]:
    """Return sentences about payments that don't count, in the language that is switched on."""
    flagged = tip.payments.exclude(flag=Payment.Flag.NONE).prefetch_related("refunds", "disputes")
    return [_remark(payment) for payment in flagged]


def _remark(payment: Payment) -> str:
    amount = {"amount": format_amount(payment.amount_minor, payment.currency)}
    if payment.flag == Payment.Flag.MISMATCH:
        return _(
            "The payment service reports other money than we asked for. A person looks at it; "
            "please don’t pay again."
        )
    if payment.flag == Payment.Flag.CLOSED:
        return _(
            "The payment service reported other money than we asked for. A person has dealt with that."
        )
    back_minor = sum(
        refund.amount_minor
        for refund in payment.refunds.all()
        if refund.state == Refund.State.SUCCEEDED
    ) + sum(dispute.lost_minor for dispute in payment.disputes.all())
    if back_minor >= payment.amount_minor:
        return _("You paid twice. The second %(amount)s went back to you.") % amount
    return (
        _(
            "You paid twice, perhaps from two windows. Only one payment counts; the second %(amount)s "
            "goes back to you."
        )
        % amount
    )
