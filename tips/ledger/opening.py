"""How a tip and each try to pay it begin."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tips import moderation, states
from tips.exceptions import CannotBePaid
from tips.ledger.rows import derive, lock_payment, lock_tip
from tips.ledger.truth import move
from tips.models import Payment, Tip
from tips.providers.base import Started

FIRST_POLL = timedelta(seconds=30)


def open_tip(*, form_key: str, message: str = "", **facts: Any) -> Tip:
    """Record what a reader wants to give. The same form key returns the first tip, unchanged."""
    state = moderation.first_state(message, facts.get("email", ""), facts["author"])
    defaults = facts | {"message": message, "message_state": state}
    tip, _is_new = Tip.objects.get_or_create(form_key=form_key, defaults=defaults)
    return tip


def open_payment(
    tip: Tip, provider: str, account: str, livemode: bool, platform_fee_minor: int = 0
) -> Payment:
    """Return the tip's open payment at a provider, or a new one. Raise CannotBePaid if it is paid."""
    with transaction.atomic():
        tip = lock_tip(tip.pk)
        if tip.livemode != livemode:
            raise CannotBePaid("Test money pays no real tip, nor the other way round.")
        payments = list(tip.payments.all())
        if states.credited(payments) or any(p.state == states.PROCESSING for p in payments):
            raise CannotBePaid("The tip is paid, or a payment is being processed.")
        if any(p.flag == Payment.Flag.MISMATCH for p in payments):
            raise CannotBePaid("Other money than we asked for may have come in already.")
        for payment in payments:
            is_here = (payment.provider, payment.account) == (provider, account)
            if is_here and payment.state in states.OPEN:
                return payment
        key = uuid.uuid4()
        payment = Payment.objects.create(
            uuid=key,
            tip=tip,
            attempt=(tip.payments.aggregate(last=Max("attempt"))["last"] or 0) + 1,
            provider=provider,
            account=account,
            livemode=livemode,
            request_key=f"tip-{key}",
            amount_minor=tip.amount_minor,
            currency=tip.currency,
            platform_fee_minor=platform_fee_minor,
            next_poll=timezone.now() + FIRST_POLL,
        )
        derive(tip)
    return payment


def record_start(payment: Payment, started: Started) -> Payment:
    """Note where the reader pays, unless the payment has moved on meanwhile."""
    with transaction.atomic():
        payment = lock_payment(payment.pk)
        payment.remote_id = payment.remote_id or started.remote_id
        payment.redirect_url = started.redirect_url
        if payment.state == states.CREATED:
            payment.state = states.AWAITING
        payment.save()
        derive(payment.tip)
    return payment


def record_end(payment: Payment, state: str, failure_code: str) -> Payment:
    """End a payment that the provider refused to start or never heard of.

    One that has moved on meanwhile, as by a second click, goes on.
    """
    with transaction.atomic():
        known_state, payment = payment.state, lock_payment(payment.pk)
        if payment.state == known_state:
            move(payment, state, failure_code)
            payment.save()
            derive(payment.tip)
    return payment
