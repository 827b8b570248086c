"""Every request to Stripe is one that Stripe knows."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.tips.providers.stripe import published, shapes
from tests.tips.providers.stripe.shapes import PARAMETERS

# What the SDK's types say, and what Stripe publishes where that is at hand.
SHAPES = {"types": (PARAMETERS, shapes.faults)}
if SPECIFICATION := published.specification():
    SHAPES["published"] = (SPECIFICATION, published.faults)
WRONG = [
    {"payment_method_types": ["card"]},
    {"ui_mode": "hosted"},
    {"submit_type": "donation"},
    {"line_items": [{"quantity": "1.5"}]},
    {"metadata": {"tip": {"key": "value"}}},
    {"expires_at": "tomorrow"},
]


def template(path):
    return re.sub(r"/(cs|re|pi|acct|fee)_\w+", "/{id}", path)


@pytest.fixture
def everything_sent(adapter, standin, started, connect):
    """Do all that the adapter can do; return the requests."""
    session = started(statement_descriptor="", locale="xx")
    started(request_key="tip-key-2", currency="ISK", amount_minor=500)
    standin.account.pay(session)
    adapter.fetch(session)
    adapter.fetch(standin.account.get(session)["payment_intent"])
    adapter.find("tip-key-2")
    adapter.refund(session, "", 200, "EUR", "refund-1")
    list(adapter.list_since(timezone.now() - timedelta(hours=1)))
    authors = connect().id
    adapter.fetch_account(authors)
    session = started(request_key="tip-key-3", account=authors, platform_fee_minor=25)
    standin.account.connected[authors].pay(session)
    adapter.refund(session, authors, 200, "EUR", "refund-2")
    adapter.fetch(session, authors)
    connect(email="ada@elsewhere.example")  # the same key with other words
    return standin.received


def test_every_kind_of_request_is_looked_at(everything_sent):
    assert {(r.method, template(r.path)) for r in everything_sent} == set(PARAMETERS)


@pytest.mark.parametrize("known", SHAPES)
def test_every_request_has_the_shape_that_stripe_publishes(everything_sent, known):
    operations, faults = SHAPES[known]

    found = [
        faults(request.params, operations[request.method, template(request.path)])
        for request in everything_sent
    ]

    assert sum(found, []) == []


def test_every_request_names_its_api_version_and_each_post_a_key(everything_sent):
    assert {r.headers["stripe-version"] for r in everything_sent} == {"2026-10-28.endive"}
    assert all("idempotency-key" in r.headers for r in everything_sent if r.method == "POST")


@pytest.mark.parametrize("known", SHAPES)
@pytest.mark.parametrize("change", WRONG)
def test_a_wrong_request_would_be_seen(standin, started, known, change):
    operations, faults = SHAPES[known]
    started()
    [sent] = standin.sent("POST", "/v1/checkout/sessions")

    assert faults(sent | change, operations["POST", "/v1/checkout/sessions"])
