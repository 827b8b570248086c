"""Fixtures for tests of PayPal: real HTTP to a server that stands in."""

import json

import pytest

from tips import payments, sweeper
from tips.models import Payment
from tips.providers.base import Checkout
from tips.providers.registry import provider


@pytest.fixture
def merchant(at_paypal):
    return at_paypal.merchant


@pytest.fixture
def adapter(at_paypal):
    return provider("paypal")


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
def start(at_paypal, make_tip):
    """Start a tip at PayPal; return its payment."""

    def start(**facts):
        tip = make_tip(**facts)
        payments.checkout_url(tip, "paypal")
        return Payment.objects.get(tip=tip)

    return start


@pytest.fixture
def happen(at_paypal):
    """Let an event arrive and be processed; return what came of its payment."""

    def happen(event):
        answer = at_paypal.deliver(json.dumps(event).encode())
        assert answer.status_code == 200
        sweeper.sweep()
        return Payment.objects.select_related("tip").last()

    return happen


@pytest.fixture
def paid(start, merchant, happen):
    """A payment of €5.00 whose money has arrived."""
    payment = start()
    return happen(merchant.approve(payment.remote_id))


def booked(payment):
    """Return kind and amount of each movement."""
    return list(payment.movements.order_by("pk").values_list("kind", "amount_minor"))


@pytest.fixture
def come_back(client):
    """Let the payer come back from PayPal's page."""

    def come_back(payment):
        query = {"token": payment.remote_id, "PayerID": "PAYER"}
        return client.get(f"/tips/pay/paypal/{payment.uuid}/", query)

    return come_back
