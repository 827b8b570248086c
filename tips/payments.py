"""Payments as a conversation: ask the provider outside any transaction, then tell the ledger."""

from collections.abc import Iterable
from contextlib import suppress

from django.contrib.auth.models import AbstractBaseUser
from django.utils import translation
from django.utils.translation import gettext as _

from authors.limits import is_first_in
from tips import ledger, states
from tips.addresses import site_of_tip, status_url
from tips.exceptions import (
    CannotBePaid,
    PaymentUnknown,
    ProviderRefused,
    ProviderUnavailable,
    UnknownProvider,
)
from tips.fees import platform_fee_minor
from tips.models import Payment, ProviderEvent, Refund, Tip
from tips.offer import offer_for, statement_descriptor
from tips.payees import account_for
from tips.payouts import onboarding
from tips.providers.base import Checkout, PaymentProvider, PaymentTruth
from tips.providers.registry import provider

REFRESH_SECONDS = 2


def checkout_url(tip: Tip, provider_key: str) -> str:
    """Start or resume paying a tip; return where the reader goes.

    Raise CannotBePaid, ProviderUnavailable or ProviderRefused.
    """
    source, account = _ready(tip, provider_key)
    # Who turns to another way to pay may have paid the first one already.
    _look_at(
        tip.payments.filter(state__in=states.OPEN).exclude(provider=source.key, account=account)
    )
    payment = _open(tip, source, account)
    if payment.remote_id:
        payment = bring_up_to_date(payment)
        if payment.state == states.AWAITING and payment.redirect_url and not payment.flag:
            return payment.redirect_url
        payment = _open(tip, source, account)
    return _start(payment, source).redirect_url


def bring_up_to_date(payment: Payment) -> Payment:
    """Fetch the provider's truth about a payment and apply it. Raise ProviderUnavailable."""
    truth = truth_of(payment)
    if truth is None:
        return payment
    return ledger.apply(truth, payment.provider) or payment


def refresh(tip: Tip) -> None:
    """Bring a tip's open payments up to date for a waiting reader, but spare the provider."""
    waiting = tip.payments.filter(state__in=states.OPEN)
    _look_at(p for p in waiting if is_first_in(REFRESH_SECONDS, f"refresh:{p.pk}"))
    tip.refresh_from_db()


def _look_at(payments: Iterable[Payment]) -> None:
    """Bring payments up to date as far as their providers answer."""
    for payment in payments:
        with suppress(ProviderUnavailable, ProviderRefused, UnknownProvider):
            bring_up_to_date(payment)


def process_event(event: ProviderEvent) -> str:
    """Look at the payment, or the account, an event speaks of. Return the event's outcome."""
    if not event.remote_id:
        return ProviderEvent.Outcome.IGNORED
    if event.account and not onboarding.is_known(event.provider, event.account):
        return ProviderEvent.Outcome.IGNORED
    if event.remote_id == event.account:
        is_known = onboarding.process_event(event.provider, event.account, event.livemode)
        return ProviderEvent.Outcome.APPLIED if is_known else ProviderEvent.Outcome.IGNORED
    try:
        truth = provider(event.provider).fetch(event.remote_id, event.account)
    except PaymentUnknown:
        return ProviderEvent.Outcome.IGNORED
    ours = ledger.apply(truth, event.provider)
    if ours and event.type in provider(event.provider).fraud_warnings:
        ledger.record_fraud_warning(ours)
    return ProviderEvent.Outcome.APPLIED if ours else ProviderEvent.Outcome.IGNORED


def refund(
    payment: Payment,
    amount_minor: int,
    *,
    actor: AbstractBaseUser | None,
    reason: str,
    request_key: str,
) -> Refund:
    """Give money back. Raise RefundTooLarge, ProviderRefused, or ProviderUnavailable.

    After ProviderUnavailable the refund stands and the sweeper goes on with it.
    """
    wanted = ledger.request_refund(
        payment, amount_minor, actor=actor, reason=reason, request_key=request_key
    )
    return send_refund(wanted) if wanted.state == Refund.State.REQUESTED else wanted


def send_refund(wanted: Refund) -> Refund:
    """Ask the provider for a refund that is written down. The same row never refunds twice."""
    payment = wanted.payment
    try:
        truth = provider(payment.provider).refund(
            payment.remote_id or "",
            payment.account,
            wanted.amount_minor,
            payment.currency,
            wanted.request_key,
        )
    except ProviderRefused as error:
        ledger.record_refused_refund(wanted, str(error))
        raise
    return ledger.record_refund(wanted, truth)


def _ready(tip: Tip, key: str) -> tuple[PaymentProvider, str]:
    """Return the provider and the account, if the author takes tips now and they can take this one.

    Asked here and not when the form was shown: an account may have gone meanwhile.
    """
    try:
        source = provider(key)
    except UnknownProvider as error:
        raise CannotBePaid(key) from error
    account = account_for(tip.author, source)
    if account is None or tip.currency not in source.currencies():
        raise CannotBePaid(key)
    if offer_for(tip.author, site_of_tip(tip)) is None:
        raise CannotBePaid(f"{tip.author} takes no tips now.")
    return source, account


def _open(tip: Tip, source: PaymentProvider, account: str) -> Payment:
    share_minor = platform_fee_minor(source, account, tip.amount_minor, tip.currency)
    return ledger.open_payment(tip, source.key, account, source.livemode, share_minor)


def _start(payment: Payment, source: PaymentProvider) -> Payment:
    try:
        started = source.start(_checkout(payment))
    except ProviderRefused as error:
        ledger.record_end(payment, states.FAILED, str(error))
        onboarding.doubt(payment.provider, payment.account)
        raise
    return ledger.record_start(payment, started)


def truth_of(payment: Payment) -> PaymentTruth | None:
    """Fetch what the provider says about a payment now, or None if it never heard of it."""
    source = provider(payment.provider)
    if payment.remote_id:
        return source.fetch(payment.remote_id, payment.account)
    return source.find(payment.request_key, payment.account)


def _checkout(payment: Payment) -> Checkout:
    tip = payment.tip
    with translation.override(tip.locale):
        description = _("Tip for %(author)s") % {"author": tip.author.current}
    return Checkout(
        request_key=payment.request_key,
        reference=str(payment.uuid),
        account=payment.account,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        description=description,
        statement_descriptor=statement_descriptor(site_of_tip(tip)),
        locale=tip.locale,
        return_url=status_url(tip),
        cancel_url=status_url(tip),
        payee=str(tip.author.uuid),
        platform_fee_minor=payment.platform_fee_minor,
    )
