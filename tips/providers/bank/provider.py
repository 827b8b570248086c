"""Bank transfers: nobody is asked over the wire, what people confirmed is the truth."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tips.exceptions import PaymentUnknown, ProviderRefused, WebhookDisabled
from tips.models import BankTransfer
from tips.providers.bank import account as accounts
from tips.providers.bank import books, checks, page, truth
from tips.providers.bank.account_form import BankAccountForm
from tips.providers.base import (
    Checkout,
    PaymentProvider,
    PaymentTruth,
    RefundTruth,
    Started,
    WebhookEvent,
)

LARGEST_MINOR = 99_999_999_999  # Source: EPC069-12


class Provider(PaymentProvider):
    """Show the reader what to transfer, and wait until somebody has seen the money."""

    key = "bank"
    label = _("Bank transfer")
    settles_late = True
    refunds_partly = True
    refunds_by_hand = True
    account_form = BankAccountForm
    waiting_note = _(
        "A bank transfer takes a working day or two, and then somebody has to confirm it. "
        "Until then we can’t know whether you have paid."
    )

    @property
    def livemode(self) -> bool:  # type: ignore[override]  # a setting decides
        return checks.is_live()

    def is_ready(self, account: str = "") -> bool:
        if self.livemode and settings.DEBUG:
            return False
        return accounts.is_iban(account) if account else accounts.payee_for("", False) is not None

    def currencies(self) -> frozenset[str]:
        return frozenset({"EUR"})

    def limits_minor(self, currency: str) -> tuple[int, int]:
        return 1, LARGEST_MINOR

    def fee_schedule(self, currency: str) -> tuple[Decimal, int]:
        return Decimal(0), 0

    def start(self, checkout: Checkout) -> Started:
        payee = accounts.payee_for(checkout.account, self.livemode)
        if payee is None:
            raise ProviderRefused("no_account")
        try:
            transfer = books.open_transfer(
                checkout, self.livemode, payee=payee.name, iban=payee.iban, bic=payee.bic
            )
        except books.KeyReused as error:
            raise ProviderRefused("key_reused") from error
        return Started(transfer.pk, reverse("tips_service:page", args=[self.key, transfer.pk]))

    def read_return(self, request: HttpRequest) -> str:
        """Return nothing: the status page knows its payment by its own token."""
        return ""

    def read_webhook(self, request: HttpRequest) -> WebhookEvent | None:
        raise WebhookDisabled(self.key)

    def fetch(self, remote_id: str, account: str = "") -> PaymentTruth:
        return truth.truth_of(_transfer(remote_id))

    def find(self, request_key: str, account: str = "") -> PaymentTruth | None:
        found = BankTransfer.objects.filter(request_key=request_key).first()
        return truth.truth_of(found) if found else None

    def refund(
        self, remote_id: str, account: str, amount_minor: int, currency: str, request_key: str
    ) -> RefundTruth:
        """Note a refund that the person who asks for it has transferred or is about to."""
        transfer = _transfer(remote_id)
        try:
            made = books.refund(transfer.pk, amount_minor, request_key)
        except books.KeyReused as error:
            raise ProviderRefused("key_reused") from error
        if made is None or transfer.currency != currency:
            raise ProviderRefused("too_much")
        return truth.refund_of(made)

    def tick(self) -> None:
        """Do nothing: time alone lets a transfer expire."""

    def list_since(self, since: datetime, account: str = "") -> Iterator[PaymentTruth]:
        now = timezone.now()
        changed = Q(changed_at__gte=since) | Q(expires_at__gte=since, expires_at__lte=now)
        found = BankTransfer.objects.filter(changed, account=account).order_by("created_at", "pk")
        yield from map(truth.truth_of, found.prefetch_related("credits", "refunds").iterator(500))

    def show(self, request: HttpRequest, remote_id: str) -> HttpResponse:
        """Show what to transfer, while it isn't paid; then the way leads on."""
        try:
            transfer = _transfer(remote_id)
        except PaymentUnknown as error:
            raise Http404 from error
        if truth.state_of(transfer) == truth.AWAITING:
            return page.show(request, transfer)
        return redirect(transfer.return_url)

    def check(self, is_deployed: bool) -> list[CheckMessage]:
        """Return what is wrong with the settings, or on a deployed site missing."""
        return checks.problems(is_deployed)


def _transfer(remote_id: str) -> Any:
    """Return a transfer. Raise PaymentUnknown, also for what can't be an id."""
    if not remote_id or len(remote_id) > 40 or not remote_id.isascii():
        raise PaymentUnknown(remote_id[:40])
    found = BankTransfer.objects.filter(pk=remote_id).first()
    if found is None:
        raise PaymentUnknown(remote_id)
    return found
