"""PayPal, one-off, to the site's own account or to an author's."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.checks import CheckMessage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from tips.exceptions import ProviderRefused, ProviderUnavailable, WebhookDisabled
from tips.models import PayPalOrder
from tips.providers.base import (
    Checkout,
    PaymentProvider,
    PaymentTruth,
    RefundTruth,
    Started,
    WebhookEvent,
)
from tips.providers.paypal import checks, orders, reconciliation, refunds, webhooks
from tips.providers.paypal.account_form import PayPalAccountForm
from tips.providers.paypal.checkout import TAKEN, is_payee
from tips.providers.paypal.client import LIVE, TEST, api_base, credentials, is_live

PAGES = {LIVE: "https://www.paypal.com", TEST: "https://www.sandbox.paypal.com"}
LARGEST_MINOR = 999_999_999


class Provider(PaymentProvider):
    """Take a tip on PayPal's own page."""

    key = "paypal"
    label = _("PayPal")
    settles_late = True  # A payment from a bank account may stay pending for days.
    refunds_partly = True
    names_tips_on_cards = True
    account_form = PayPalAccountForm
    refund_days = refunds.WINDOW.days

    @property
    def livemode(self) -> bool:  # type: ignore[override]  # the address decides
        return is_live()

    @property
    def redirect_origins(self) -> tuple[str, ...]:
        """Where readers are sent, for the Content-Security-Policy of the form that sends them."""
        return (PAGES.get(api_base(), api_base()),)

    def is_ready(self, account: str = "") -> bool:
        is_complete = all(credentials()) and bool(webhooks.webhook_id())
        is_safe = not (self.livemode and settings.DEBUG)
        return is_complete and is_safe and (not account or is_payee(account))

    def currencies(self) -> frozenset[str]:
        return TAKEN

    def limits_minor(self, currency: str) -> tuple[int, int]:
        return 1, LARGEST_MINOR

    def start(self, checkout: Checkout) -> Started:
        return orders.start(checkout)

    def read_return(self, request: HttpRequest) -> str:
        """Return nothing: the page that PayPal leads back to knows its payment by its address."""
        return ""

    def read_webhook(self, request: HttpRequest) -> WebhookEvent | None:
        if not (all(credentials()) and webhooks.webhook_id()):
            raise WebhookDisabled(self.key)
        return webhooks.read(request, self.livemode)

    def fetch(self, remote_id: str, account: str = "") -> PaymentTruth:
        """Return the truth about an order, after taking the money that its payer has agreed to."""
        row = orders.known(remote_id)
        return reconciliation.truth(row, orders.settle(row))

    def find(self, request_key: str, account: str = "") -> PaymentTruth | None:
        row = orders.find(request_key)
        return reconciliation.truth(row, orders.settle(row)) if row else None

    def refund(
        self, remote_id: str, account: str, amount_minor: int, currency: str, request_key: str
    ) -> RefundTruth:
        return refunds.refund(orders.known(remote_id), amount_minor, currency, request_key)

    def tick(self) -> None:
        """Do nothing: PayPal has machines of its own."""

    def list_since(self, since: datetime, account: str = "") -> Iterator[PaymentTruth]:
        return reconciliation.truths_since(since, account)

    def show(self, request: HttpRequest, remote_id: str) -> HttpResponse:
        """Meet a reader who comes back from PayPal: take the money, or send them there again.

        The address has our reference, as the order had no id yet when PayPal was given it. What
        follows from the money is found by the page of the tip, to which this leads.
        """
        row = PayPalOrder.objects.filter(reference=remote_id).exclude(order_id=None).last()
        if row is None:
            raise Http404
        try:
            facts = orders.settle(row, payer_is_back=True)
        except (ProviderRefused, ProviderUnavailable):
            return HttpResponseRedirect(row.return_url or "/")
        again = orders.was_declined(row, facts)
        return HttpResponseRedirect(row.approve_url if again else row.return_url or "/")

    def check(self, is_deployed: bool) -> list[CheckMessage]:
        """Return what is wrong with the settings, or on a deployed site missing."""
        return checks.problems(is_deployed)
