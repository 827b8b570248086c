"""What Stripe's objects say about a payment, in our words.

Sources: https://docs.stripe.com/api/checkout/sessions/object, /api/payment_intents/object,
/api/refunds/object
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tips import states
from tips.models import Refund
from tips.money import CURRENCIES
from tips.providers.base import DisputeTruth, PaymentTruth, RefundTruth, reading

Facts = dict[str, Any]
CAN_NO_MORE_BE_PAID = ("canceled", "requires_payment_method")
REFUND_STATES = {
    "succeeded": Refund.State.SUCCEEDED,
    "failed": Refund.State.FAILED,
    "canceled": Refund.State.FAILED,
}


def truth_of(
    session: Facts,
    refunds: Iterable[Facts],
    account: str,
    disputes: Iterable[DisputeTruth] = (),
) -> PaymentTruth:
    """Translate a session whose payment intent, charge and balance transaction are expanded."""
    with reading():
        return replace(_truth(session, list(refunds), account), disputes=tuple(disputes))


def refund_of(refund: Facts) -> RefundTruth:
    with reading():
        return _refund(refund)


def is_id(text: str) -> bool:
    """Return whether a text can be the id of a session or a payment intent."""
    return bool(re.fullmatch(r"(cs|pi)_[A-Za-z0-9_]{1,250}", text))


def intent_of(session: Facts) -> Facts:
    """Return a session's payment intent. Before the reader has paid, there is none."""
    intent = session.get("payment_intent")
    return intent if isinstance(intent, dict) else {"id": intent or ""}


def tag(found: Facts, name: str) -> str:
    """Return what we wrote on an object when we made it, or an empty string.

    Only `metadata` is ours alone: anybody can put a `client_reference_id` on a payment link.
    """
    return str((found.get("metadata") or {}).get(name) or "")


def _truth(session: Facts, refunds: list[Facts], account: str) -> PaymentTruth:
    intent, currency = intent_of(session), str(session["currency"] or "").upper()
    charge = intent.get("latest_charge") or {}
    state = _state(session, intent)
    fee_minor, fee_id = _fee(charge, currency)
    return PaymentTruth(
        remote_id=session["id"],
        reference=tag(session, "payment"),
        account=account,
        livemode=session["livemode"],
        state=state,
        amount_minor=_minor(session["amount_total"] or 0, currency),
        currency=currency,
        charge_id=charge.get("id", ""),
        paid_at=_time(charge["created"]) if charge and state == states.SUCCEEDED else None,
        fee_minor=fee_minor,
        fee_id=fee_id,
        failure_code=_failure(intent) if state == states.FAILED else "",
        refunds=tuple(map(_refund, sorted(refunds, key=lambda refund: refund["created"]))),
        request_key=tag(session, "request_key"),
        payee=tag(session, "author"),
    )


def _state(session: Facts, intent: Facts) -> str:
    if session["payment_status"] == "paid":
        return states.SUCCEEDED
    if session["status"] == "expired":
        return states.EXPIRED
    if session["status"] == "open":
        return states.AWAITING
    # Complete, yet not paid: a debit or a voucher is under way, or has come to nothing.
    return states.FAILED if intent.get("status") in CAN_NO_MORE_BE_PAID else states.PROCESSING


def _fee(charge: Facts, currency: str) -> tuple[int | None, str]:
    """Return fee and id once known. One in another currency than the payment's isn't guessed."""
    booked = charge.get("balance_transaction")
    if not isinstance(booked, dict) or booked["currency"].upper() != currency:
        return None, ""
    # To the author's account the site's share is a part of the fee; it is booked by itself.
    kinds = booked.get("fee_details") or []
    share = sum(kind["amount"] for kind in kinds if kind["type"] == "application_fee")
    fee = booked["fee"] - share
    known = CURRENCIES.get(currency)
    return known.rounded_from_wire(fee, "stripe") if known else fee, booked["id"]


def _failure(intent: Facts) -> str:
    error = intent.get("last_payment_error") or {}
    return str(error.get("decline_code") or error.get("code") or intent.get("status"))[:100]


def _refund(refund: Facts) -> RefundTruth:
    returned = refund.get("failure_balance_transaction")
    return RefundTruth(
        remote_id=refund["id"],
        amount_minor=_minor(refund["amount"], refund["currency"].upper()),
        state=REFUND_STATES.get(refund["status"], Refund.State.PENDING),
        happened_at=_time(refund["created"]),
        request_key=tag(refund, "request_key"),
        failed_at=_time(returned["created"]) if isinstance(returned, dict) else None,
    )


def _minor(amount: int, currency: str) -> int:
    """Return minor units. Other applications may use currencies on the account that we don't know."""
    known = CURRENCIES.get(currency)
    return known.from_wire(amount, "stripe") if known else amount


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
