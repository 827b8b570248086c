"""What every payment provider offers, in our words. Providers yield values; only the ledger writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Protocol

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise

from tips.exceptions import (
    ForgedWebhook,
    ProviderRefused,
    ProviderUnavailable,
    WebhookDisabled,
)

__all__ = ["ForgedWebhook", "ProviderRefused", "ProviderUnavailable"]


@contextmanager
def reading() -> Iterator[None]:
    """Raise ProviderUnavailable for an answer that is JSON, but not of the promised shape."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise ProviderUnavailable("unreadable") from error


@dataclass(frozen=True)
class Checkout:
    """What a provider needs to start a payment. Amounts are minor units by ISO 4217."""

    request_key: str  # our idempotency key: the same key never charges twice
    reference: str  # our uuid of the payment; comes back in the provider's truth
    account: str
    amount_minor: int
    currency: str
    description: str  # in the reader's language
    statement_descriptor: str
    locale: str
    return_url: str
    cancel_url: str
    payee: str = ""  # the author's uuid; comes back too, so that a lost tip can be written anew
    platform_fee_minor: int = 0  # what the site keeps of a payment to an author's own account


@dataclass(frozen=True)
class Started:
    """A payment that the provider now knows, and where the reader goes to pay it."""

    remote_id: str
    redirect_url: str


@dataclass(frozen=True)
class RefundTruth:
    """A refund as the provider reports it. `state` is a value of Refund.State."""

    remote_id: str
    amount_minor: int
    state: str
    happened_at: datetime  # when the money left; never changes
    request_key: str = ""
    failed_at: datetime | None = None  # when it came back


@dataclass(frozen=True)
class DisputeMove:
    """Money that a dispute moved. `kind` is one of Movement.Kind's, the amount is signed."""

    kind: str
    remote_id: str  # unique at the provider for this kind
    amount_minor: int
    happened_at: datetime


@dataclass(frozen=True)
class DisputeTruth:
    """A dispute as the provider reports it. `state` and `reason` are values of Dispute's.

    Money counts only as `moves`: amounts in the payment's currency, taken, given back, or fees.
    """

    remote_id: str
    amount_minor: int  # what is disputed, perhaps a part
    state: str
    opened_at: datetime
    due_at: datetime | None = None  # until when evidence can be sent
    reason: str = ""
    moves: tuple[DisputeMove, ...] = field(default=())


@dataclass(frozen=True)
class FeeBack:
    """A part of the site's share that the payee got back, as with a refund."""

    remote_id: str
    amount_minor: int
    happened_at: datetime


@dataclass(frozen=True)
class PlatformFee:
    """What the site kept of a payment to an author's own account."""

    remote_id: str
    amount_minor: int
    given_back: tuple[FeeBack, ...] = field(default=())


@dataclass(frozen=True)
class PaymentTruth:
    """A payment as the provider reports it now. `state` is a value of Payment.State."""

    remote_id: str
    reference: str
    account: str
    livemode: bool
    state: str
    amount_minor: int
    currency: str
    charge_id: str = ""
    paid_at: datetime | None = None
    fee_minor: int | None = None  # None while the provider hasn't told
    fee_id: str = ""
    platform_fee: PlatformFee | None = None
    failure_code: str = ""
    refunds: tuple[RefundTruth, ...] = field(default=())
    disputes: tuple[DisputeTruth, ...] = field(default=())
    request_key: str = ""  # our key of the checkout, where the provider keeps it
    payee: str = ""


@dataclass(frozen=True)
class WebhookEvent:
    """A genuine event: which payment to look at. Nothing else of the body is believed.

    An event whose `remote_id` is its `account` speaks of the account itself.
    """

    event_id: str
    type: str
    remote_id: str
    account: str
    livemode: bool

    def __post_init__(self) -> None:
        """Refuse what no database can store, such as NUL and halves of surrogate pairs."""
        if not f"{self.event_id}{self.type}{self.remote_id}{self.account}".isprintable():
            raise ForgedWebhook("text")


@dataclass(frozen=True)
class AccountWish:
    """What a provider may know of an author when it makes an account for them."""

    request_key: str  # our idempotency key: the same key never makes two
    reference: str  # our uuid of the account
    name: str
    email: str
    url: str  # of the author's profile


@dataclass(frozen=True)
class AccountTruth:
    """An author's account as the provider reports it now, or as the author typed it."""

    remote_id: str
    livemode: bool
    takes_payments: bool
    pays_out: bool
    label: str = ""  # how its owner recognises it, such as the last digits
    problem: str = ""  # the provider's code for what is missing
    country: str = ""
    currency: str = ""
    details: dict[str, str] = field(default_factory=dict)  # what only this provider needs


class AccountForm(forms.Form):
    """Where to pay an author, for providers that an author tells it by typing."""

    def account(self, livemode: bool) -> AccountTruth:
        """Return what was typed, once the form is valid."""
        raise NotImplementedError


class PaymentProvider(Protocol):
    """A way to pay. One instance serves all requests, so it keeps no state of its own.

    Every method that speaks to the provider raises ProviderUnavailable when asking again may help
    (time-out, 5xx, rate limit) and ProviderRefused when it won't.

    What only some have: `redirect_origins`, the origins of pages elsewhere, for the
    Content-Security-Policy; `show(request, remote_id)`, which answers the address tips_service:page,
    for one that shows its own page on our site; `waiting_note`, what its readers should know while
    they wait; `refunds_by_hand`, if a person sends the money back; and `check(is_deployed)`, which
    tells `manage.py check` what is wrong.
    """

    key: ClassVar[str]
    label: ClassVar[str | Promise]  # as the reader sees it
    name: ClassVar[str | Promise] = ""  # as authors and managers know it, if not by its label
    livemode: ClassVar[bool]
    settles_late: ClassVar[bool]
    fraud_warnings: ClassVar[frozenset[str]] = frozenset()  # types of events
    refunds_partly: ClassVar[bool]
    names_tips_on_cards: ClassVar[bool] = False  # whether a card statement says what we ask for
    refund_days: ClassVar[int | None] = None  # how long after a payment money can go back
    takes_platform_fee: ClassVar[bool] = False  # whether the site can keep a share
    # What an author fills in to be paid here. None where the provider has pages for that itself.
    account_form: ClassVar[type[AccountForm] | None] = None

    def is_ready(self, account: str = "") -> bool:
        """Return whether keys and secrets are set, so that a payment to an account can start.

        An empty account is the site's own; another is an author's.
        """

    def currencies(self) -> frozenset[str]:
        """Return the ISO 4217 codes it can take."""

    def limits_minor(self, currency: str) -> tuple[int, int]:
        """Return the smallest and the largest amount it takes, in minor units."""

    def fee_schedule(self, currency: str) -> tuple[Decimal, int] | None:
        """Return percentage and fixed part of the usual fee, or None if it isn't the same for all."""
        return None

    def start(self, checkout: Checkout) -> Started: ...

    def read_return(self, request: HttpRequest) -> str:
        """Return the remote id that a reader's return speaks of, or an empty string."""

    def read_webhook(self, request: HttpRequest) -> WebhookEvent | None:
        """Return the event in a request, or None if it is genuine but of no use.

        Raise ForgedWebhook for a bad signature, age, body or mode; WebhookDisabled without a secret.
        """

    def read_accounts_webhook(self, request: HttpRequest) -> WebhookEvent | None:
        """Read an event about authors' own accounts, where those have an address of their own."""
        raise WebhookDisabled(self.key)

    def fetch(self, remote_id: str, account: str = "") -> PaymentTruth:
        """Return the provider's present truth about a payment."""

    def find(self, request_key: str, account: str = "") -> PaymentTruth | None:
        """Return the payment made with our key, for when the answer to `start` was lost."""

    def refund(
        self, remote_id: str, account: str, amount_minor: int, currency: str, request_key: str
    ) -> RefundTruth:
        """Give money back. The same key never refunds twice."""

    def tick(self) -> None:
        """Do what the provider itself needs done from time to time. Most need nothing."""

    def list_since(self, since: datetime, account: str = "") -> Iterator[PaymentTruth]:
        """Yield every payment to an account made or changed since, the oldest first."""

    def joins_authors(self) -> bool:
        """Return whether authors can have accounts of their own here now."""
        return self.account_form is not None

    # Only for providers without an `account_form`:

    def open_account(self, wish: AccountWish) -> AccountTruth:
        """Make an account for an author, who then finishes it at the provider's."""
        raise ProviderRefused("no_accounts")

    def onboarding_url(self, account: str, return_url: str, refresh_url: str) -> str:
        """Return the page on which an author finishes an account. It works once, and soon."""
        raise ProviderRefused("no_accounts")

    def fetch_account(self, account: str) -> AccountTruth:
        """Return what an account can do now. Raise AccountGone if we may no longer use it."""
        raise ProviderRefused("no_accounts")
