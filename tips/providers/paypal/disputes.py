"""Disputes at PayPal. Source: https://developer.paypal.com/docs/api/customer-disputes/v1/"""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from tips.models import Dispute, Movement
from tips.providers.base import DisputeMove, DisputeTruth, reading
from tips.providers.paypal.checkout import minor
from tips.providers.paypal.client import Facts, ask
from tips.providers.paypal.truth import time_of

State, Reason, Kind = Dispute.State, Dispute.Reason, Movement.Kind
OUTCOMES = {
    "RESOLVED_BUYER_FAVOUR": State.LOST,
    "ACCEPTED": State.LOST,
    "RESOLVED_SELLER_FAVOUR": State.WON,
    "RESOLVED_WITH_PAYOUT": State.WON,
    "DENIED": State.WON,
}
REASONS = {
    "UNAUTHORISED": Reason.FRAUDULENT,
    "DUPLICATE_TRANSACTION": Reason.DUPLICATE,
    "MERCHANDISE_OR_SERVICE_NOT_RECEIVED": Reason.NOT_RECEIVED,
    "CREDIT_NOT_PROCESSED": Reason.NOT_REFUNDED,
}
KINDS = {
    ("DISPUTE_SETTLEMENT", "DEBIT"): Kind.DISPUTE,
    ("DISPUTE_SETTLEMENT", "CREDIT"): Kind.DISPUTE_WON,
    **{(f"{fee}_FEE", "DEBIT"): Kind.DISPUTE_FEE for fee in ("DISPUTE", "CHARGEBACK")},
    **{(f"{fee}_FEE", "CREDIT"): Kind.DISPUTE_FEE_RETURNED for fee in ("DISPUTE", "CHARGEBACK")},
}


def disputes_of(capture_id: str) -> tuple[DisputeTruth, ...]:
    """Return the disputes over a capture, the oldest first."""
    found = [_detail(item) for item in _listed(disputed_transaction_id=capture_id)]
    return tuple(sorted(map(dispute_of, found), key=lambda dispute: dispute.opened_at))


def captures_disputed_since(since: datetime) -> set[str]:
    """Return the captures over which a dispute was opened or changed."""
    found = map(_detail, _listed(update_time_after=since.isoformat()))
    return {capture_id for dispute in found for capture_id in captures_in(dispute)}


def captures_in(dispute: Facts) -> list[str]:
    """Return the captures that a dispute is about, as the payee knows them."""
    items = dispute.get("disputed_transactions")
    about = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [str(item.get("seller_transaction_id") or "") for item in about]


def dispute_of(dispute: Facts) -> DisputeTruth:
    with reading():
        amount_minor, currency = minor(dispute["dispute_amount"])
        due = dispute.get("seller_response_due_date")
        return DisputeTruth(
            remote_id=dispute["dispute_id"],
            amount_minor=amount_minor,
            state=_state(dispute),
            opened_at=time_of(dispute["create_time"]),
            due_at=time_of(due) if due else None,
            reason=REASONS.get(str(dispute.get("reason")), Reason.OTHER),
            moves=tuple(_moves(dispute, currency)),
        )


def _state(dispute: Facts) -> str:
    if dispute.get("status") == "RESOLVED":
        outcome = (dispute.get("dispute_outcome") or {}).get("outcome_code")
        return OUTCOMES.get(str(outcome), State.CLOSED)
    is_inquiry = dispute.get("dispute_life_cycle_stage") == "INQUIRY"
    return State.INQUIRY if is_inquiry else State.OPEN


def _moves(dispute: Facts, currency: str) -> Iterator[DisputeMove]:
    """Yield what moved on the payee's side, in the payment's currency."""
    told = dispute.get("fund_movements") or dispute.get("money_movements") or []
    for number, move in enumerate(told):
        kind = KINDS.get((str(move.get("reason")), str(move.get("type"))))
        party = move.get("party") or move.get("affected_party")
        amount_minor, moved_currency = minor(move["amount"])
        if kind is None or party != "SELLER" or moved_currency != currency or not amount_minor:
            continue
        sign = -1 if move["type"] == "DEBIT" else 1
        yield DisputeMove(
            kind=kind,
            remote_id=f"{dispute['dispute_id']}-{number}",
            amount_minor=sign * amount_minor,
            happened_at=time_of(move["initiated_time"]),
        )


def _listed(**query: str) -> Iterator[Facts]:
    """Yield everything on a list of disputes, page by page."""
    path = f"/v1/customer/disputes?{urlencode({'page_size': '50'} | query)}"
    while path:
        page = ask("GET", path)
        yield from page.get("items") or []
        links = page.get("links") or []
        following = next((x["href"] for x in links if x.get("rel") == "next"), "")
        path = following[following.index("/v1/") :] if "/v1/" in following else ""


def _detail(item: Facts) -> Facts:
    return ask("GET", f"/v1/customer/disputes/{item['dispute_id']}")
