"""Fixtures for tests of Stripe: the real SDK, over real HTTP, to a server that stands in."""

import json

import pytest
import stripe
from django.test import Client

from tests.tips.providers.stripe.server import StandIn
from tips.providers.base import Checkout
from tips.providers.registry import provider
from tips.providers.stripe import client as stripe_client


@pytest.fixture
def standin(settings, monkeypatch):
    """A server that stands in for Stripe's, with the settings that lead to it."""
    with StandIn() as server:
        settings.TIPS_PROVIDERS = ["stripe"]
        settings.STRIPE_SECRET_KEY = server.account.key
        settings.STRIPE_WEBHOOK_SECRET = server.account.secret
        settings.STRIPE_API_BASE = server.url
        monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0)
        monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0)
        monkeypatch.setattr(stripe_client, "TIMEOUT_SECONDS", (0.5, 0.5))
        yield server


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
def deliver(at_stripe):
    """Post an event to the webhook address as Stripe does."""

    def deliver(event, header=None, **signing):
        body = event if isinstance(event, str) else json.dumps(event)
        header = at_stripe.sign(body, **signing) if header is None else header
        return Client(enforce_csrf_checks=True).post(
            "/tips/webhooks/stripe/",
            body,
            content_type="application/json",
            headers={"Stripe-Signature": header},
        )

    return deliver
