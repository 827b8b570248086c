"""Who is there in a provider's tests: a tip to pay, a reader who pays it, the site's own books."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from authors.models import Author
from tips import books, ledger, payments
from tips.contract.stage import Stage
from tips.models import Payment, ProviderEvent, Tip
from tips.providers.base import Checkout, PaymentProvider, PaymentTruth, Started


class Scene:
    """The fixtures of the contract. A provider's tests give it a `stage`."""

    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def stage(self) -> Stage:
        raise NotImplementedError("Give your tests a fixture `stage`, see tips/contract/stage.py.")

    @pytest.fixture(autouse=True)
    def books_hold(self, db: None) -> Iterator[None]:
        yield
        assert books.problems() == []

    @pytest.fixture
    def source(self, stage: Stage) -> PaymentProvider:
        return stage.source

    @pytest.fixture
    def checkout(self) -> Callable[..., Checkout]:
        def make(request_key: str = "key-1", amount_minor: int = 500, **facts: Any) -> Checkout:
            defaults = {
                "reference": "5c9e1c6e-6dbb-4ed5-b5d7-0d9b2a4c2f10",
                "account": "",
                "currency": "EUR",
                "description": "Tip for Ada",
                "statement_descriptor": "COFFEE",
                "locale": "en",
                "return_url": "http://testserver/back/",
                "cancel_url": "http://testserver/back/",
            }
            return Checkout(request_key, amount_minor=amount_minor, **(defaults | facts))

        return make

    @pytest.fixture
    def finish(self, stage: Stage, source: PaymentProvider) -> Callable[..., PaymentTruth]:
        """Let the reader pay, decline or walk away at the provider."""

        def finish(started: Started, action: str = "pay") -> PaymentTruth:
            stage.act(started.redirect_url, action)
            return source.fetch(started.remote_id)

        return finish

    @pytest.fixture
    def tip(self) -> Tip:
        """A tip of €5 that waits for its reader."""
        author = Author.objects.create(name="Ada Lovelace", handle="ada-lovelace")
        return ledger.open_tip(**(TIP | {"author": author}))

    @pytest.fixture
    def paid(self, stage: Stage, source: PaymentProvider, tip: Tip) -> Payment:
        """Return the payment of a tip that was paid at the provider, its events processed."""
        stage.act(payments.checkout_url(tip, source.key), "pay")
        look()
        return tip.payments.get()


TIP: dict[str, Any] = {
    "form_key": "form-1",
    "page": None,
    "page_title": "",
    "page_url": "",
    "source": "profile",
    "quantity": None,
    "unit_minor": 300,
    "amount_minor": 500,
    "currency": "EUR",
    "display_name": "Grace",
    "email": "grace@example.org",
    "message": "",
    "visibility": "public",
    "consent_version": "1",
    "locale": "en",
    "livemode": False,
}


def look() -> None:
    """Process what has come in."""
    for event in ProviderEvent.objects.filter(processed_at=None):
        ledger.inbox.finish_event(event, payments.process_event(event))


def books_of(payment: Payment) -> tuple[str, list[tuple[str, int]]]:
    """Return a tip's status, and the movements of its money but for fees."""
    payment.tip.refresh_from_db()
    moved = payment.movements.exclude(kind="fee").values_list("kind", "amount_minor")
    return payment.tip.status, sorted(m for m in moved if "fee" not in m[0])
