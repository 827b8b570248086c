"""Every request to PayPal is one that PayPal knows."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.tips.providers.paypal.shapes import OPERATIONS, faults, specifications

pytestmark = pytest.mark.django_db
SPECIFICATIONS = specifications()


def operation(request):
    path = re.sub("/captures/[A-Z0-9]+", "/captures/{capture_id}", request.path)
    return f"{request.method} {re.sub('/orders/[A-Z0-9]+', '/orders/{id}', path)}"


@pytest.fixture
def everything_sent(adapter, at_paypal, merchant, make_checkout):
    """Do all that the adapter can do; return the requests with a body."""
    long = {
        "description": "Ä" * 300,
        "statement_descriptor": "A&B's <MAGAZINE> * 1",
        "locale": "xx",
    }
    payee = "5c9e1c6e-6dbb-4ed5-b5d7-0d9b2a4c2f10"
    first = adapter.start(make_checkout(payee=payee, **long)).remote_id
    others = [{"currency": "JPY"}, {"account": "BBBBBBBBBBBB2"}, {"account": "bob@example.org"}]
    for number, facts in enumerate(others):
        adapter.start(make_checkout(request_key=f"key-{number}", **facts))
    at_paypal.deliver(merchant.approve(first))
    adapter.fetch(first)
    adapter.refund(first, "", 200, "EUR", "refund-1")
    list(adapter.list_since(timezone.now() - timedelta(hours=1)))
    return [r for r in at_paypal.asked if r.method == "POST"]


@pytest.mark.parametrize("name", SPECIFICATIONS)
def test_every_request_has_the_shape_that_paypal_takes(everything_sent, name):
    known = SPECIFICATIONS[name]

    found = [
        faults(request.params, known["operations"][operation(request)], known["schemas"])
        for request in everything_sent
    ]

    assert sum(found, []) == []


def test_every_kind_of_request_is_looked_at(everything_sent):
    assert {operation(request) for request in everything_sent} == set(OPERATIONS)


def test_whatever_moves_money_has_a_key(everything_sent):
    moving = [r for r in everything_sent if r.path.startswith("/v2/")]

    assert all(0 < len(r.headers["paypal-request-id"]) <= 108 for r in moving)


@pytest.mark.parametrize("name", SPECIFICATIONS)
@pytest.mark.parametrize(
    "change",
    [
        {"intent": "BUY"},
        {"purchase_units": [{"amount": {"currency_code": "EUR"}}]},
        {"purchase_units": [{"amount": {"currency_code": "EUR", "value": 5}}]},
        {"purchase_units": [{"custom_id": "x" * 128}]},
        {"payment_source": {"paypal": {"experience_context": {"locale": "DE_de"}}}},
        {"surprise": "1"},
    ],
)
def test_a_wrong_request_would_be_seen(everything_sent, name, change):
    known, sent = SPECIFICATIONS[name], everything_sent[0].params

    assert faults(sent | change, known["operations"]["POST /v2/checkout/orders"], known["schemas"])
