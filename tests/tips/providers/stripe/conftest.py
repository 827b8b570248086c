"""Fixtures for tests of Stripe: the real SDK, over real HTTP, to a server that stands in."""

import pytest

from tips.providers.base import AccountWish, Checkout
from tips.providers.registry import provider


@pytest.fixture
def at_stripe(standin):
    return standin.account


@pytest.fixture
def adapter(standin):
    return provider("stripe")


@pytest.fixture
def make_checkout():
    def make(**facts):
        defaults = {
            "request_key": "tip-key-1",
            "reference": "0b6a9f4e-6a52-4ac2-8f0c-0f6a4a2c9d11",
            "account": "",
            "amount_minor": 500,
            "currency": "EUR",
            "description": "Tip for Ada",
            "statement_descriptor": "MAGAZINE",
            "locale": "en",
            "return_url": "http://testserver/tips/status/abc/",
            "cancel_url": "http://testserver/tips/status/abc/",
        }
        return Checkout(**(defaults | facts))

    return make


@pytest.fixture
def started(adapter, make_checkout):
    """Start a payment; return the session's id."""

    def start(**facts):
        return adapter.start(make_checkout(**facts)).remote_id

    return start


@pytest.fixture
def deliver(standin):
    return standin.deliver


@pytest.fixture
def connect(adapter, standin, settings):
    """Let an author make an account at Stripe and finish it; return the account."""
    settings.STRIPE_CONNECT_WEBHOOK_SECRET = "whsec_connect"

    def connect(request_key="account-key-1", email="ada@example.org", is_finished=True):
        url = "https://magazine.example/authors/ada/"
        wish = AccountWish(request_key, "5c9e1c6e-6dbb-4ed5-b5d7-0d9b2a4c2f10", "Ada", email, url)
        id = adapter.open_account(wish).remote_id
        adapter.onboarding_url(id, f"{url}return/", f"{url}refresh/")
        account = standin.account.connected[id]
        if is_finished:
            account.finish()
        return account

    return connect
