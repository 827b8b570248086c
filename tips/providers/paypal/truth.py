"""What PayPal's orders say about a payment, in our words.

Source: https://developer.paypal.com/docs/api/orders/v2/#orders_get
"""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from tips import states
from tips.models import PayPalOrder, Refund
from tips.providers.base import DisputeTruth, PaymentTruth, RefundTruth, reading
from tips.providers.paypal.checkout import minor
from tips.providers.paypal.client import Facts

ORDER_STATES = {"VOIDED": states.CANCELLED, "COMPLETED": states.PROCESSING}
CAPTURE_STATES = {
    "COMPLETED": states.SUCCEEDED,
    "PARTIALLY_REFUNDED": states.SUCCEEDED,
    "REFUNDED": states.SUCCEEDED,
    "PENDING": states.PROCESSING,
    "DECLINED": states.FAILED,
    "FAILED": states.FAILED,
}
BEST_FIRST = [states.SUCCEEDED, states.PROCESSING, states.FAILED]
REFUND_STATES = {
    "COMPLETED": Refund.State.SUCCEEDED,
    "FAILED": Refund.State.FAILED,
    "CANCELLED": Refund.State.FAILED,
}


def truth_of(
    facts: Facts, row: PayPalOrder, disputes: tuple[DisputeTruth, ...] = ()
) -> PaymentTruth:
    with reading():
        return _truth(facts, row, disputes)


def refund_of(refund: Facts) -> RefundTruth:
    with reading():
        return _refund(refund)


def capture_of(facts: Facts) -> Facts:
    """Return the capture that counts, or nothing if no money was asked for yet."""
    made = (unit_of(facts).get("payments") or {}).get("captures") or []
    return min(made, key=lambda c: BEST_FIRST.index(_capture_state(c)), default={})


def refunds_of(facts: Facts) -> list[Facts]:
    return list((unit_of(facts).get("payments") or {}).get("refunds") or [])


def time_of(text: Any) -> datetime:
    found = parse_datetime(str(text))
    if found is None or found.tzinfo is None:
        raise ValueError("time")
    return found


def _truth(facts: Facts, row: PayPalOrder, disputes: tuple[DisputeTruth, ...]) -> PaymentTruth:
    capture, unit = capture_of(facts), unit_of(facts)
    amount_minor, currency = minor(capture.get("amount") or unit["amount"])
    state = _state(facts, capture)
    has_money = state == states.SUCCEEDED
    reference, _space, author = str(unit.get("custom_id") or "").partition(" ")
    refunds = sorted(map(_refund, refunds_of(facts)), key=lambda refund: refund.happened_at)
    return PaymentTruth(
        remote_id=facts["id"],
        reference=reference,
        account=_account(unit, row),
        livemode=row.livemode,
        state=state,
        amount_minor=amount_minor,
        currency=currency,
        charge_id=capture["id"] if has_money else "",
        paid_at=time_of(capture["create_time"]) if has_money else None,
        fee_minor=_fee(capture, currency),
        fee_id=capture.get("id", ""),
        failure_code=_failure(capture) if state == states.FAILED else "",
        refunds=tuple(refund for refund in refunds if not _is_settlement(refund, disputes)),
        disputes=disputes,
        request_key=str(unit.get("reference_id") or ""),
        payee=author,
    )


def unit_of(facts: Facts) -> Facts:
    unit = facts["purchase_units"][0]
    if not isinstance(unit, dict):
        raise TypeError("purchase_units")
    return unit


def _state(facts: Facts, capture: Facts) -> str:
    if capture:
        return _capture_state(capture)
    return ORDER_STATES.get(str(facts.get("status")), states.AWAITING)


def _capture_state(capture: Facts) -> str:
    return CAPTURE_STATES.get(str(capture.get("status")), states.PROCESSING)


def _account(unit: Facts, row: PayPalOrder) -> str:
    """Return the account that PayPal pays. One that isn't the one asked for is told as it is."""
    told = unit.get("payee") or {}
    ids = [str(told.get(name) or "") for name in ("merchant_id", "email_address")]
    if not row.account or row.account.lower() in [name.lower() for name in ids]:
        return row.account
    return next(filter(None, ids), "unknown")


def _fee(capture: Facts, currency: str) -> int | None:
    """Return the fee once known. One in another currency than the payment's isn't guessed."""
    told = (capture.get("seller_receivable_breakdown") or {}).get("paypal_fee")
    if not told:
        return None
    fee_minor, fee_currency = minor(told)
    return fee_minor if fee_currency == currency else None


def _failure(capture: Facts) -> str:
    reason = (capture.get("status_details") or {}).get("reason")
    return str(reason or capture.get("status"))[:100]


def _refund(refund: Facts) -> RefundTruth:
    state = REFUND_STATES.get(str(refund.get("status")), Refund.State.PENDING)
    has_failed = state == Refund.State.FAILED and refund.get("update_time")
    return RefundTruth(
        remote_id=refund["id"],
        amount_minor=minor(refund["amount"])[0],
        state=state,
        happened_at=time_of(refund["create_time"]),
        request_key=str(refund.get("custom_id") or ""),
        failed_at=time_of(refund["update_time"]) if has_failed else None,
    )


def _is_settlement(refund: RefundTruth, disputes: tuple[DisputeTruth, ...]) -> bool:
    """Return whether a refund is only another view of what a dispute took, to count it once."""
    return not refund.request_key and any(
        move.amount_minor == -refund.amount_minor and refund.happened_at >= dispute.opened_at
        for dispute in disputes
        for move in dispute.moves
    )
