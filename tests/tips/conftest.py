"""Fixtures for tests of money."""

import itertools
from datetime import UTC, datetime

import pytest
import requests
from django.core.cache import cache
from django.test import Client

from tests.tips.guards import no_lock, slowly, without_constraint  # noqa: F401  # fixtures
from tests.tips.providers.bank.stage import bank  # noqa: F401  # a fixture
from tests.tips.providers.paypal.stage import at_paypal  # noqa: F401  # a fixture
from tests.tips.providers.stripe.stage import standin  # noqa: F401  # a fixture
from tests.tips.wire import Wire
from tips import books, ledger, payments
from tips.contract.scene import TIP
from tips.models import PayoutAccount, Tip
from tips.providers.base import PaymentTruth, RefundTruth
from tips.providers.registry import provider

keys = itertools.count()
PAID_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def books_hold(request):
    """Check the invariants of money after each test that has a database.

    Tests whose tips are only props, not given through the ledger, say `props`.
    """
    names = {"db", "transactional_db"} & set(request.fixturenames)
    if not names and request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")
    yield
    if request.node.get_closest_marker("props") is None and Tip.objects.exists():
        assert books.problems() == []


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def wire(monkeypatch):
    """The only network there is: to the site itself."""
    wire = Wire()
    monkeypatch.setattr(requests.Session, "get_adapter", lambda _self, url: wire)
    return wire


@pytest.fixture
def sandbox_stage(wire, sandbox):
    """The sandbox as the contract of all providers sees it."""
    wire.source, wire.asked = sandbox, wire.log
    return wire


@pytest.fixture
def paypal_stage(at_paypal):  # noqa: F811  # the fixture imported above
    return at_paypal


@pytest.fixture
def bank_stage(bank):  # noqa: F811  # the fixture imported above
    return bank


@pytest.fixture
def stripe_stage(standin):  # noqa: F811  # the fixture imported above
    return standin


@pytest.fixture
def make_tip(make_author):
    def make(**facts):
        author = facts.pop("author", None) or make_author()
        defaults = TIP | {"form_key": f"form-{next(keys)}", "author": author}
        return ledger.open_tip(**(defaults | facts))

    return make


@pytest.fixture
def make_account():
    """Give an author an account of their own, in use unless said otherwise."""

    def make(author, remote_id="acct_ada", **facts):
        defaults = {
            "provider": "sandbox",
            "livemode": False,
            "takes_payments": True,
            "state": PayoutAccount.State.CURRENT,
            "takes_effect_at": PAID_AT,
        }
        return PayoutAccount.objects.create(
            author=author, remote_id=remote_id, **(defaults | facts)
        )

    return make


@pytest.fixture
def sandbox():
    return provider("sandbox")


@pytest.fixture
def start(wire, make_tip):
    """Start paying a tip; return its payment."""

    def start(**facts):
        tip = make_tip(**facts)
        payments.checkout_url(tip, "sandbox")
        return tip.payments.get()

    return start


@pytest.fixture
def pay(start, press):
    """Start a tip, pay it at the provider, and return the payment as we know it then."""

    def pay(**facts):
        payment = start(**facts)
        press(payment, "pay")
        return payments.bring_up_to_date(payment)

    return pay


@pytest.fixture
def truth():
    """Make a provider's truth about a payment, as if it came fresh from the wire."""

    def make(payment, state="succeeded", **facts):
        is_paid = state == "succeeded"
        defaults = {
            "remote_id": payment.remote_id,
            "reference": str(payment.uuid),
            "account": payment.account,
            "livemode": payment.livemode,
            "state": state,
            "amount_minor": payment.amount_minor,
            "currency": payment.currency,
            "charge_id": f"ch_{payment.pk}" if is_paid else "",
            "paid_at": PAID_AT if is_paid else None,
        }
        return PaymentTruth(**(defaults | facts))

    return make


@pytest.fixture
def refund_truth():
    def make(remote_id="re_1", amount_minor=200, state="succeeded", **facts):
        return RefundTruth(remote_id, amount_minor, state, PAID_AT, **facts)

    return make


@pytest.fixture
def press(wire):
    """Press a button on the sandbox's checkout page."""

    def press(payment, action):
        return Client().post(payment.redirect_url, {"action": action})

    return press
