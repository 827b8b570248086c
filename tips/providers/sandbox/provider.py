"""The client side of the sandbox: what every provider's adapter does, over real HTTP."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urljoin

import requests
from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from tips.exceptions import (
    ForgedWebhook,
    PaymentUnknown,
    ProviderRefused,
    ProviderUnavailable,
    WebhookDisabled,
)
from tips.money import CURRENCIES
from tips.providers.base import (
    Checkout,
    DisputeMove,
    DisputeTruth,
    PaymentProvider,
    PaymentTruth,
    RefundTruth,
    Started,
    WebhookEvent,
)
from tips.providers.sandbox import books, signature, site
from tips.providers.sandbox.account_form import SandboxAccountForm

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = (3, 10)


class Provider(PaymentProvider):
    """Take make-believe money."""

    key = "sandbox"
    label = _("Test payment")
    name = "Sandbox"
    livemode = False
    settles_late = True
    refunds_partly = True
    names_tips_on_cards = True
    account_form = SandboxAccountForm
    fraud_warnings = frozenset({"checkout.fraud_warning"})

    def is_ready(self, account: str = "") -> bool:
        return signature.is_allowed() and bool(signature.secrets())

    def currencies(self) -> frozenset[str]:
        return frozenset(CURRENCIES)

    def limits_minor(self, currency: str) -> tuple[int, int]:
        return CURRENCIES[currency].minimum_minor, CURRENCIES[currency].maximum_minor

    def fee_schedule(self, currency: str) -> tuple[Decimal, int]:
        return Decimal(books.FEE_PER_MILLE) / 10, books.FEE_FIXED_MINOR

    def start(self, checkout: Checkout) -> Started:
        made = _call("POST", reverse("tips_service:sandbox_checkouts"), vars(checkout))
        return Started(remote_id=made["id"], redirect_url=made["url"])

    def read_return(self, request: HttpRequest) -> str:
        return request.GET.get("checkout", "")[:255]

    def read_webhook(self, request: HttpRequest) -> WebhookEvent | None:
        if not signature.secrets():
            raise WebhookDisabled(self.key)
        if not signature.is_genuine(request.body, request.headers.get(signature.HEADER, "")):
            raise ForgedWebhook("signature")
        return _event(request.body)

    def fetch(self, remote_id: str, account: str = "") -> PaymentTruth:
        return truth_of(_call("GET", _path("sandbox_checkout_api", remote_id)))

    def find(self, request_key: str, account: str = "") -> PaymentTruth | None:
        found = _call("GET", _list_path(request_key=request_key))["checkouts"]
        return truth_of(found[0]) if found else None

    def refund(
        self, remote_id: str, account: str, amount_minor: int, currency: str, request_key: str
    ) -> RefundTruth:
        path = _path("sandbox_refunds", remote_id)
        wanted = {"amount_minor": amount_minor, "currency": currency, "request_key": request_key}
        return _refund_truth(_call("POST", path, wanted))

    def tick(self) -> None:
        """Let the make-believe provider do its own part, as it has no machine of its own."""
        if signature.is_allowed():
            _call("POST", reverse("tips_service:sandbox_tick"), {})

    def list_since(self, since: datetime, account: str = "") -> Iterator[PaymentTruth]:
        path: str | None = _list_path(since=since.isoformat())
        while path:
            page = _call("GET", path)
            yield from (truth_of(c) for c in page["checkouts"] if c["account"] == account)
            path = page["next"]


def _path(name: str, remote_id: str) -> str:
    """Return the address of a payment. Raise PaymentUnknown for what can't be an id."""
    if not re.fullmatch(r"[\w-]{1,40}", remote_id, re.ASCII):
        raise PaymentUnknown(remote_id)
    return reverse(f"tips_service:{name}", args=[remote_id])


def _list_path(**query: str) -> str:
    return f"{reverse('tips_service:sandbox_checkouts')}?{urlencode(query)}"


def _call(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Ask the sandbox. Raise ProviderUnavailable or ProviderRefused."""
    try:
        answer = requests.request(
            method,
            urljoin(site.root(), path),
            json=body,
            headers={"Authorization": f"Bearer {signature.api_key()}"},
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        logger.error(site.LOST, site.root())
        raise ProviderUnavailable("unreachable") from error
    return _answer(answer)


def _answer(answer: requests.Response) -> Any:
    if answer.status_code == 429 or answer.status_code >= 500:
        raise ProviderUnavailable(f"http_{answer.status_code}")
    try:
        body = answer.json()
    except requests.JSONDecodeError as error:
        logger.error(site.LOST, site.root())
        raise ProviderUnavailable("no_json") from error
    if answer.status_code == 404:
        raise PaymentUnknown("not_found")
    if answer.status_code >= 300:
        raise ProviderRefused(str(body.get("error", answer.status_code)))
    return body


def _event(body: bytes) -> WebhookEvent | None:
    try:
        event = json.loads(body)
        if event["livemode"] is not False:
            raise ForgedWebhook("livemode")
        if not str(event["type"]).startswith("checkout."):
            return None
        return WebhookEvent(
            event_id=str(event["id"])[:255],
            type=str(event["type"])[:100],
            remote_id=str(event["checkout"])[:255],
            account=str(event["account"])[:255],
            livemode=False,
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ForgedWebhook("body") from error


def truth_of(checkout: dict[str, Any]) -> PaymentTruth:
    """Return what a checkout in the sandbox's JSON says about a payment."""
    return PaymentTruth(
        remote_id=checkout["id"],
        reference=checkout["reference"],
        account=checkout["account"],
        livemode=checkout["livemode"],
        state=checkout["state"],
        amount_minor=checkout["amount_minor"],
        currency=checkout["currency"],
        charge_id=checkout["charge_id"],
        paid_at=_time(checkout["paid_at"]),
        fee_minor=checkout["fee_minor"],
        fee_id=checkout["fee_id"],
        failure_code=checkout["failure_code"],
        refunds=tuple(map(_refund_truth, checkout["refunds"])),
        disputes=tuple(map(_dispute_truth, checkout["disputes"])),
        request_key=checkout["request_key"],
        payee=checkout["payee"],
    )


def _dispute_truth(dispute: dict[str, Any]) -> DisputeTruth:
    return DisputeTruth(
        remote_id=dispute["id"],
        amount_minor=dispute["amount_minor"],
        state=dispute["state"],
        opened_at=datetime.fromisoformat(dispute["opened_at"]),
        due_at=_time(dispute["due_at"]),
        reason=dispute["reason"],
        moves=tuple(
            DisputeMove(m["kind"], m["id"], m["amount_minor"], datetime.fromisoformat(m["at"]))
            for m in dispute["moves"]
        ),
    )


def _refund_truth(refund: dict[str, Any]) -> RefundTruth:
    happened_at = _time(refund["created_at"])
    assert happened_at is not None
    return RefundTruth(
        remote_id=refund["id"],
        amount_minor=refund["amount_minor"],
        state=refund["state"],
        happened_at=happened_at,
        request_key=refund["request_key"],
        failed_at=_time(refund["failed_at"]),
    )


def _time(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
