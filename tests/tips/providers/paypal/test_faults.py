"""PayPal in trouble: each fault is told in our words, and no secret or text of PayPal's shows."""

import logging
from contextlib import suppress

import pytest

from tips.exceptions import ProviderRefused, ProviderUnavailable

pytestmark = pytest.mark.django_db
HELPS = [
    "rate limit", "in use", "failed", "broken", "down", "moved", "garbage", "empty", "half", "list",
    "null", "nothing", "reset", "timeout", "lost answer",
]  # fmt: skip


@pytest.mark.parametrize("fault", HELPS)
def test_asking_again_may_help(at_paypal, adapter, make_checkout, fault):
    at_paypal.faults = [fault]

    with pytest.raises(ProviderUnavailable):
        adapter.start(make_checkout())


@pytest.mark.parametrize("fault", HELPS)
def test_asking_again_does_help(at_paypal, adapter, merchant, make_checkout, fault):
    at_paypal.faults = [fault]
    with pytest.raises(ProviderUnavailable):
        adapter.start(make_checkout())

    started = adapter.start(make_checkout())

    assert list(merchant.orders) == [started.remote_id]


@pytest.mark.parametrize("fault", ["declined", "forbidden"])
def test_asking_again_will_not_help(at_paypal, adapter, make_checkout, fault):
    at_paypal.faults = [fault]

    with pytest.raises(ProviderRefused):
        adapter.start(make_checkout())


@pytest.mark.parametrize("fault", HELPS)
def test_a_payment_under_way_survives(at_paypal, adapter, merchant, make_checkout, fault):
    order_id = adapter.start(make_checkout()).remote_id
    merchant.approve(order_id)
    at_paypal.faults = ["", fault]
    with suppress(ProviderUnavailable):
        adapter.fetch(order_id)

    assert adapter.fetch(order_id).state == "succeeded"


@pytest.mark.parametrize("fault", HELPS)
def test_a_fault_while_reading_is_no_truth(at_paypal, adapter, make_checkout, fault):
    order_id = adapter.start(make_checkout()).remote_id
    at_paypal.faults = [fault]

    with pytest.raises(ProviderUnavailable):
        adapter.fetch(order_id)


@pytest.mark.parametrize("fault", HELPS)
def test_a_fault_while_refunding_refunds_once(at_paypal, adapter, merchant, make_checkout, fault):
    order_id = adapter.start(make_checkout()).remote_id
    merchant.approve(order_id)
    adapter.fetch(order_id)
    at_paypal.faults = ["", fault]
    with pytest.raises(ProviderUnavailable):
        adapter.refund(order_id, "", 200, "EUR", "refund-1")

    adapter.refund(order_id, "", 200, "EUR", "refund-1")

    refunds = merchant.get(order_id)["purchase_units"][0]["payments"]["refunds"]
    assert [made["amount"]["value"] for made in refunds] == ["2.00"]


@pytest.mark.parametrize("fault", ["declined", "forbidden"])
def test_a_refund_that_paypal_will_not_make_is_refused(
    at_paypal, adapter, merchant, make_checkout, fault
):
    order_id = adapter.start(make_checkout()).remote_id
    merchant.approve(order_id)
    adapter.fetch(order_id)
    at_paypal.faults = ["", fault]

    with pytest.raises(ProviderRefused):
        adapter.refund(order_id, "", 200, "EUR", "refund-1")


@pytest.mark.parametrize("fault", ["down", "garbage", "nothing", "reset", "timeout"])
def test_no_token_is_no_answer(at_paypal, adapter, make_checkout, fault):
    at_paypal.token_faults = [fault]

    with pytest.raises(ProviderUnavailable):
        adapter.start(make_checkout())


@pytest.mark.parametrize(
    "change",
    [
        {"purchase_units": []},
        {"purchase_units": [None]},
        {"purchase_units": [{"amount": None}]},
        {"purchase_units": [{"amount": {"currency_code": "EUR", "value": "five"}}]},
        {"purchase_units": [{"amount": {"currency_code": "EUR", "value": "5.001"}}]},
        {"purchase_units": [{"amount": {"currency_code": "EUR", "value": "NaN"}}]},
        {"purchase_units": [{"payments": {"captures": [{"status": "COMPLETED"}]}}]},
        {"id": "ORDER9"},
    ],
)
def test_an_order_of_another_shape_is_unreadable(adapter, merchant, make_checkout, change):
    order_id = adapter.start(make_checkout()).remote_id
    merchant.orders[order_id] |= change

    with pytest.raises(ProviderUnavailable):
        adapter.fetch(order_id)


def test_neither_secrets_nor_texts_of_paypal_are_logged(
    at_paypal, adapter, make_checkout, caplog, settings
):
    caplog.set_level(logging.DEBUG)
    at_paypal.faults = ["forbidden"]
    with pytest.raises(ProviderRefused) as first:
        adapter.start(make_checkout())
    settings.PAYPAL_CLIENT_SECRET = "very-secret"
    with pytest.raises(ProviderRefused) as second:
        adapter.start(make_checkout(request_key="tip-key-2"))

    told = f"{caplog.text} {first.value!r} {second.value!r}"
    assert "PERMISSION_DENIED" in told
    assert "very-secret" not in told
    assert "token-1" not in told
    assert "Raw words" not in told
