"""What the bank's own books say about a payment."""

from django.utils import timezone

from tips import states
from tips.models import BankRefund, BankTransfer, Refund
from tips.providers.base import PaymentTruth, RefundTruth

AWAITING = states.AWAITING
CLOSED = "not_received"


def truth_of(transfer: BankTransfer) -> PaymentTruth:
    """Return what is known now. What has arrived is money, be it as much as was asked for or not."""
    state = state_of(transfer)
    credits = list(transfer.credits.all())
    return PaymentTruth(
        remote_id=transfer.pk,
        reference=transfer.payment_reference,
        account=transfer.account,
        livemode=transfer.livemode,
        state=state,
        amount_minor=transfer.received_minor or transfer.amount_minor,
        currency=transfer.currency,
        charge_id=transfer.pk if credits else "",
        paid_at=credits[-1].happened_at if credits else None,
        fee_minor=0,
        failure_code=CLOSED if state == states.FAILED else "",
        refunds=tuple(map(refund_of, transfer.refunds.all())),
        request_key=transfer.request_key,
        payee=transfer.author_reference,
    )


def state_of(transfer: BankTransfer) -> str:
    if transfer.received_minor:
        return states.SUCCEEDED
    if transfer.closed_at:
        return states.FAILED
    return states.EXPIRED if transfer.expires_at <= timezone.now() else states.AWAITING


def refund_of(refund: BankRefund) -> RefundTruth:
    return RefundTruth(
        remote_id=refund.pk,
        amount_minor=refund.amount_minor,
        state=Refund.State.SUCCEEDED,
        happened_at=refund.created_at,
        request_key=refund.request_key,
    )
