"""In what a payment of ours differs from what its provider reports."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tips import states
from tips.ledger.disputes import KINDS as OF_A_DISPUTE
from tips.models import Movement, Payment, ReconciliationItem, Refund
from tips.money import CURRENCIES, format_amount
from tips.providers.base import PaymentTruth

Kind = ReconciliationItem.Kind
OF_A_REFUND = [Movement.Kind.REFUND, Movement.Kind.REFUND_FAILED]
ENDED_REFUNDS = [Refund.State.SUCCEEDED, Refund.State.FAILED]


@dataclass(frozen=True)
class Difference:
    """One fact as we have it and as the provider has it, in words for people."""

    kind: str
    ours: str
    theirs: str


def differences(payment: Payment, truth: PaymentTruth) -> list[Difference]:
    """Return every difference. An empty list is good news.

    What a person has settled is not told again.
    """
    facts = list(_facts(payment, truth))
    if facts and payment.flag == Payment.Flag.CLOSED:
        return []
    found = [*facts, *_state(payment, truth)]
    if truth.state == states.SUCCEEDED:
        found += [*_money(payment, truth), *_refunds(payment, truth), *_disputes(payment, truth)]
    return found


def money(amount_minor: int, currency: str) -> str:
    known = currency in CURRENCIES
    return format_amount(amount_minor, currency) if known else f"{amount_minor} {currency}"


def _facts(payment: Payment, truth: PaymentTruth) -> Iterator[Difference]:
    ours = money(payment.amount_minor, payment.currency)
    theirs = money(truth.amount_minor, truth.currency)
    if ours != theirs:
        yield Difference(Kind.AMOUNT, ours, theirs)
    for name in ("account", "livemode", "remote_id"):
        one, other = getattr(payment, name), getattr(truth, name)
        if one != other and not (name == "remote_id" and not one):
            yield Difference(Kind.ACCOUNT, f"{name} {one}", f"{name} {other}")


def _state(payment: Payment, truth: PaymentTruth) -> Iterator[Difference]:
    """Yield a state that should follow ours, or an end that the provider doesn't know."""
    is_newer = truth.state in states.NEXT[payment.state]
    is_unheard_of = payment.state == states.SUCCEEDED != truth.state
    if is_newer or is_unheard_of:
        yield Difference(Kind.STATE, payment.state, truth.state)


def _money(payment: Payment, truth: PaymentTruth) -> Iterator[Difference]:
    """Compare charge and fee with what is booked: by sums, as their ids may come later."""
    booked = _sums(payment, lambda row: row.kind)
    charge, fee = booked[Movement.Kind.CHARGE], -booked[Movement.Kind.FEE]
    if charge != truth.amount_minor:
        yield _amounts(Kind.AMOUNT, "booked", charge, truth.amount_minor, truth)
    if truth.fee_minor is not None and fee != truth.fee_minor:
        yield _amounts(Kind.FEE, "fee", fee, truth.fee_minor, truth)


def _refunds(payment: Payment, truth: PaymentTruth) -> Iterator[Difference]:
    ours = {
        refund.remote_id: f"{money(refund.amount_minor, payment.currency)} {refund.state}"
        for refund in payment.refunds.all()
        if refund.remote_id
    }
    theirs = {
        refund.remote_id: f"{money(refund.amount_minor, truth.currency)} {refund.state}"
        for refund in truth.refunds
    }
    yield from _texts(Kind.REFUND, ours, theirs)
    moved = {}
    for refund in truth.refunds:
        if refund.state in ENDED_REFUNDS:
            moved["refund", refund.remote_id] = -refund.amount_minor
        if refund.state == Refund.State.FAILED:
            moved["refund_failed", refund.remote_id] = refund.amount_minor
    yield from _movements(Kind.REFUND, payment, truth, OF_A_REFUND, moved)


def _disputes(payment: Payment, truth: PaymentTruth) -> Iterator[Difference]:
    ours = {
        dispute.remote_id: f"{money(dispute.amount_minor, payment.currency)} {dispute.state}"
        for dispute in payment.disputes.all()
    }
    theirs = {
        dispute.remote_id: f"{money(dispute.amount_minor, truth.currency)} {dispute.state}"
        for dispute in truth.disputes
    }
    yield from _texts(Kind.DISPUTE, ours, theirs)
    moves = [move for dispute in truth.disputes for move in dispute.moves]
    moved = {(str(move.kind), move.remote_id): move.amount_minor for move in moves}
    yield from _movements(Kind.DISPUTE, payment, truth, OF_A_DISPUTE, moved)


def _movements(
    kind: str,
    payment: Payment,
    truth: PaymentTruth,
    kinds: Iterable[str],
    theirs: dict[tuple[str, str], int],
) -> Iterator[Difference]:
    """Compare what is booked, one by one, with what the provider says it moved."""
    rows = _sums(payment, lambda row: (str(row.kind), row.remote_id))
    ours = {key: amount for key, amount in rows.items() if key[0] in kinds}
    for key in sorted(ours.keys() | theirs.keys()):
        if ours.get(key) != theirs.get(key):
            name = " ".join(key)
            yield _amounts(kind, name, ours.get(key, 0), theirs.get(key, 0), truth)


def _sums(payment: Payment, key_of: Callable[[Movement], Any]) -> Counter:
    sums: Counter = Counter()
    for row in payment.movements.all():
        sums[key_of(row)] += row.amount_minor
    return sums


def _texts(kind: str, ours: dict[str, str], theirs: dict[str, str]) -> Iterator[Difference]:
    for remote_id in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(remote_id, "-"), theirs.get(remote_id, "-")
        if one != other:
            yield Difference(kind, f"{remote_id}: {one}", f"{remote_id}: {other}")


def _amounts(kind: str, name: str, ours: int, theirs: int, truth: PaymentTruth) -> Difference:
    pair = [f"{name} {money(amount, truth.currency)}" for amount in (ours, theirs)]
    return Difference(kind, *pair)
