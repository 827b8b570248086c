"""Fixtures for tests of Stripe: the real SDK, over real HTTP, to a server that stands in."""

import pytest

from tips.providers.base import Checkout
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
