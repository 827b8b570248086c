"""Stripe Checkout, one-off, on an author's own account or the site's."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.checks import CheckMessage
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tips.exceptions import WebhookDisabled
from tips.money import CURRENCIES
from tips.providers.base import (
    AccountTruth,
    AccountWish,
    Checkout,
    PaymentProvider,
    PaymentTruth,
    RefundTruth,
    Started,
    WebhookEvent,
)
from tips.providers.stripe import accounts, checks, reconciliation, refunds, sessions, webhooks
from tips.providers.stripe.client import api_base, is_live, secret_key
from tips.providers.stripe.truth import intent_of

CHECKOUT_ORIGIN = "https://checkout.stripe.com"
CONNECT_ORIGIN = "https://connect.stripe.com"
LARGEST_WIRE_AMOUNT = 99_999_999
# Source: https://docs.stripe.com/currencies, minimum charge amounts. They hold for the currency of
# the payout, so a small payment in another one can still be refused.
MINIMUM_MINOR = {
    "AUD": 50, "BRL": 50, "CAD": 50, "CHF": 50, "CZK": 1500, "DKK": 250, "EUR": 50, "GBP": 30,
    "HKD": 400, "HUF": 17_500, "INR": 50, "JPY": 50, "MXN": 1000, "NOK": 300, "NZD": 50, "PLN": 200,
    "SEK": 300, "SGD": 50, "USD": 50,
}  # fmt: skip


class Provider(PaymentProvider):
    """Take a tip on Stripe's hosted page."""

    key = "stripe"
    label = _("Card, wallet or bank debit")
    name = "Stripe"
    settles_late = True  # A bank debit reports success days after the reader left.
    refunds_partly = True
    names_tips_on_cards = True
    fraud_warnings = frozenset({webhooks.FRAUD_WARNING})
    takes_platform_fee = True

    @property
    def livemode(self) -> bool:  # type: ignore[override]  # the key decides
        return is_live(secret_key())

    @property
    def redirect_origins(self) -> tuple[str, ...]:
        """Where readers are sent, for the Content-Security-Policy of the form that sends them."""
        named = getattr(settings, "STRIPE_CHECKOUT_ORIGIN", "")
        return (named or api_base() or CHECKOUT_ORIGIN,)

    @property
    def onboarding_origins(self) -> tuple[str, ...]:
        """Where authors are sent to set up an account, for the policy of the admin's form."""
        return (api_base() or CONNECT_ORIGIN,)

    def is_ready(self, account: str = "") -> bool:
        told = webhooks.connect_secrets() if account else webhooks.secrets()
        is_whose = not account or accounts.is_account(account)
        is_complete = bool(secret_key() and told and is_whose)
        return is_complete and not (self.livemode and settings.DEBUG)

    def currencies(self) -> frozenset[str]:
        return frozenset(CURRENCIES)

    def limits_minor(self, currency: str) -> tuple[int, int]:
        lowest = MINIMUM_MINOR.get(currency, CURRENCIES[currency].minimum_minor)
        wire_unit = 10 ** (
            CURRENCIES[currency].wire_exponent(self.key) - CURRENCIES[currency].exponent
        )
        return lowest, LARGEST_WIRE_AMOUNT // wire_unit

    def start(self, checkout: Checkout) -> Started:
        return sessions.start(checkout)

    def read_return(self, request: HttpRequest) -> str:
        """Return nothing: the status page knows its payment by its own token."""
        return ""

    def read_webhook(self, request: HttpRequest) -> WebhookEvent | None:
        if not webhooks.secrets():
            raise WebhookDisabled(self.key)
        header = request.headers.get("Stripe-Signature", "")
        return webhooks.read(request.body, header, self.livemode)

    def read_accounts_webhook(self, request: HttpRequest) -> WebhookEvent | None:
        if not webhooks.connect_secrets():
            raise WebhookDisabled(self.key)
        header = request.headers.get("Stripe-Signature", "")
        return webhooks.read_connected(request.body, header, self.livemode)

    def fetch(self, remote_id: str, account: str = "") -> PaymentTruth:
        """Return the truth about a session, given its id or its payment intent's."""
        return sessions.truth(sessions.retrieve(remote_id, account), account)

    def find(self, request_key: str, account: str = "") -> PaymentTruth | None:
        session = sessions.made_with(request_key, account)
        return self.fetch(session["id"], account) if session else None

    def refund(
        self, remote_id: str, account: str, amount_minor: int, currency: str, request_key: str
    ) -> RefundTruth:
        session = sessions.retrieve(remote_id, account)
        return refunds.refund(intent_of(session), account, amount_minor, currency, request_key)

    def tick(self) -> None:
        """Do nothing: Stripe has machines of its own."""

    def list_since(self, since: datetime, account: str = "") -> Iterator[PaymentTruth]:
        return reconciliation.truths_since(since, account)

    def joins_authors(self) -> bool:
        return bool(secret_key() and webhooks.connect_secrets())

    def open_account(self, wish: AccountWish) -> AccountTruth:
        return accounts.open_account(wish)

    def onboarding_url(self, account: str, return_url: str, refresh_url: str) -> str:
        return accounts.onboarding_url(account, return_url, refresh_url)

    def fetch_account(self, account: str) -> AccountTruth:
        return accounts.fetch(account)

    def check(self, is_deployed: bool) -> list[CheckMessage]:
        """Return what is wrong with the settings, or on a deployed site missing."""
        return checks.problems(is_deployed)
