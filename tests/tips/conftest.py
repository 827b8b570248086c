"""Fixtures for tests of money."""

import itertools

import pytest
import requests
from django.test import Client

from authors.models import Author
from tests.tips.wire import Wire
from tips import ledger, payments
from tips.providers.registry import provider

keys = itertools.count()


@pytest.fixture
def wire(monkeypatch):
    """The only network there is: to the site itself."""
    wire = Wire()
    monkeypatch.setattr(requests.Session, "get_adapter", lambda _self, url: wire)
    return wire


@pytest.fixture
def make_tip(db):
    def make(**facts):
        author = facts.pop("author", None) or Author.objects.create(name="Ada")
        defaults = {
            "form_key": f"form-{next(keys)}",
            "author": author,
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
        return ledger.open_tip(**(defaults | facts))

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
def press(wire):
    """Press a button on the sandbox's checkout page."""

    def press(payment, action):
        return Client().post(payment.redirect_url, {"action": action})

    return press
