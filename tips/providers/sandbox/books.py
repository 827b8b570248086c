"""The sandbox's own books: checkouts, refunds and the events they cause."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tips.models import SandboxCheckout, SandboxEvent, SandboxRefund

OPEN, PENDING, PAID, FAILED, CANCELLED, EXPIRED = (
    "awaiting_reader",
    "processing",
    "succeeded",
    "failed",
    "cancelled",
    "expired",
)
LIFETIME = timedelta(hours=24)
FEE_PER_MILLE, FEE_FIXED_MINOR = 15, 25
ASKED = [
    "reference",
    "account",
    "amount_minor",
    "currency",
    "description",
    "statement_descriptor",
    "locale",
    "return_url",
    "cancel_url",
    "payee",
]


class KeyReused(Exception):
    """A request key came back with another request."""


def open_checkout(request_key: str, wanted: dict[str, Any]) -> SandboxCheckout:
    """Return the checkout of a request key, new or not. Raise KeyReused."""
    asked = {name: wanted.get(name, "") if name == "payee" else wanted[name] for name in ASKED}
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    defaults = asked | {
        "request_digest": digest,
        "state": OPEN,
        "expires_at": timezone.now() + LIFETIME,
    }
    checkout, _new = SandboxCheckout.objects.get_or_create(
        request_key=request_key, defaults=defaults
    )
    if checkout.request_digest != digest:
        raise KeyReused(request_key)
    return checkout


def act(pk: str, action: str) -> SandboxCheckout:
    """Do what the reader chose on the checkout page, if it is still open."""
    with transaction.atomic():
        checkout = lock(pk)
        if checkout.state != OPEN:
            return checkout
        if action in ("slow", "slow_fail"):
            checkout.settles_at = timezone.now() + timedelta(seconds=_slow_seconds())
            checkout.settles_as = PAID if action == "slow" else FAILED
        _end(checkout, ACTIONS[action])
    return checkout


ACTIONS = {
    "pay": PAID,
    "slow": PENDING,
    "slow_fail": PENDING,
    "decline": FAILED,
    "expire": EXPIRED,
    "cancel": CANCELLED,
}


def settle(pk: str) -> SandboxCheckout:
    """Settle a slow payment, its time come or not."""
    with transaction.atomic():
        checkout = lock(pk)
        if checkout.state == PENDING:
            _end(checkout, checkout.settles_as)
    return checkout


def settle_due() -> None:
    """Settle the slow payments whose time has come, and expire what nobody paid."""
    now = timezone.now()
    due = Q(state=PENDING, settles_at__lte=now) | Q(state=OPEN, expires_at__lte=now)
    for pk in SandboxCheckout.objects.filter(due).values_list("pk", flat=True):
        present(pk)


def present(pk: str) -> SandboxCheckout:
    """Return a checkout as it is now, so that time alone can settle or expire it."""
    now = timezone.now()
    with transaction.atomic():
        checkout = lock(pk)
        if checkout.state == PENDING and checkout.settles_at and checkout.settles_at <= now:
            _end(checkout, checkout.settles_as)
        elif checkout.state == OPEN and checkout.expires_at <= now:
            _end(checkout, EXPIRED)
    return checkout


def refund(
    pk: str, amount_minor: int, request_key: str, state: str = "succeeded"
) -> SandboxRefund | None:
    """Give money back, once for each key; return None if there isn't so much. Raise KeyReused."""
    with transaction.atomic():
        checkout = lock(pk)
        if first := SandboxRefund.objects.filter(request_key=request_key).first():
            if (first.checkout_id, first.amount_minor) != (pk, amount_minor):
                raise KeyReused(request_key)
            return first
        if checkout.state != PAID or not 0 < amount_minor <= left_minor(checkout):
            return None
        made = SandboxRefund.objects.create(
            checkout=checkout, amount_minor=amount_minor, request_key=request_key, state=state
        )
        touch(checkout, "checkout.refunded")
    return made


def end_refund(pk: str, state: str) -> SandboxCheckout:
    """Let a refund that is under way arrive, or one come back from the reader's bank."""
    with transaction.atomic():
        checkout = lock(SandboxRefund.objects.values_list("checkout_id", flat=True).get(pk=pk))
        refund = SandboxRefund.objects.get(pk=pk)
        if (refund.state, state) in REFUND_ENDS:
            refund.state = state
            refund.failed_at = timezone.now() if state == "failed" else None
            refund.save()
            touch(checkout, f"checkout.refund_{state}")
    return checkout


REFUND_ENDS = {("pending", "succeeded"), ("pending", "failed"), ("succeeded", "failed")}


def left_minor(checkout: SandboxCheckout) -> int:
    """Return what can still go back: neither refunded nor in dispute."""
    gone = sum(r.amount_minor for r in checkout.refunds.all() if r.state != "failed")
    taken = sum(d.amount_minor - d.returned_minor for d in checkout.disputes.all() if d.taken_at)
    return max(checkout.amount_minor - gone - taken, 0)


def lock(pk: str) -> SandboxCheckout:
    return SandboxCheckout.objects.select_for_update().get(pk=pk)


def _end(checkout: SandboxCheckout, state: str) -> None:
    checkout.state = state
    if state == PAID:
        fee = checkout.amount_minor * FEE_PER_MILLE // 1000 + FEE_FIXED_MINOR
        checkout.fee_minor = min(fee, checkout.amount_minor)
        checkout.paid_at = timezone.now()
    checkout.failure_code = "declined" if state == FAILED else ""
    touch(checkout, f"checkout.{state}")


def touch(checkout: SandboxCheckout, kind: str) -> None:
    """Save a checkout, so that lists show it as changed, and owe the site an event about it."""
    checkout.save()
    SandboxEvent.objects.create(checkout=checkout, type=kind, due_at=timezone.now())


def _slow_seconds() -> int:
    return int(getattr(settings, "TIPS_SANDBOX_SLOW_SECONDS", 15))
