"""Money that goes back through Stripe."""

import pytest

from tips.exceptions import ProviderRefused, ProviderUnavailable
from tips.models import Refund


@pytest.fixture
def paid(started, at_stripe):
    session = started()
    at_stripe.pay(session)
    return session


def test_a_refund_goes_back_in_part(adapter, standin, paid):
    refund = adapter.refund(paid, "", 200, "EUR", "refund-1")

    [sent] = standin.sent("POST", "/v1/refunds")
    assert (sent["amount"], sent["metadata"]) == ("200", {"request_key": "refund-1"})
    assert (refund.amount_minor, refund.state) == (200, Refund.State.SUCCEEDED)
    assert adapter.fetch(paid).refunds == (refund,)


def test_a_refunds_request_key_is_the_idempotency_key(adapter, standin, paid):
    adapter.refund(paid, "", 200, "EUR", "refund-1")

    [sent] = [r for r in standin.received if (r.method, r.path) == ("POST", "/v1/refunds")]
    assert sent.headers["idempotency-key"] == "refund-1"


def test_a_refund_in_kronur_is_a_hundred_times_as_long_on_the_wire(
    adapter, standin, started, at_stripe
):
    session = started(currency="ISK", amount_minor=500)
    at_stripe.pay(session, fee=None)

    refund = adapter.refund(session, "", 200, "ISK", "refund-1")

    assert standin.sent("POST", "/v1/refunds")[0]["amount"] == "20000"
    assert refund.amount_minor == 200


def test_the_same_key_refunds_once(adapter, at_stripe, paid):
    first = adapter.refund(paid, "", 200, "EUR", "refund-1")

    second = adapter.refund(paid, "", 200, "EUR", "refund-1")

    assert second == first
    assert len(at_stripe.kind("refund")) == 1


def test_a_key_that_stripe_has_forgotten_refunds_once(adapter, standin, paid):
    first = adapter.refund(paid, "", 200, "EUR", "refund-1")
    standin.remembered.clear()

    second = adapter.refund(paid, "", 200, "EUR", "refund-1")

    assert second == first
    assert len(standin.account.kind("refund")) == 1


def test_a_refund_whose_answer_was_lost_is_made_once(adapter, standin, paid):
    standin.faults = ["", "", "lost answer"]

    refund = adapter.refund(paid, "", 200, "EUR", "refund-1")

    assert [made["id"] for made in standin.account.kind("refund")] == [refund.remote_id]


def test_a_refund_that_stripe_broke_off_can_be_asked_for_again(adapter, standin, paid):
    standin.faults = ["", "", "failed for good"]
    with pytest.raises(ProviderUnavailable):
        adapter.refund(paid, "", 200, "EUR", "refund-1")

    refund = adapter.refund(paid, "", 200, "EUR", "refund-1")

    assert [made["id"] for made in standin.account.kind("refund")] == [refund.remote_id]


def test_more_than_was_paid_cant_go_back(adapter, paid):
    with pytest.raises(ProviderRefused, match="amount_too_large"):
        adapter.refund(paid, "", 501, "EUR", "refund-1")


def test_what_was_never_paid_cant_go_back(adapter, started):
    with pytest.raises(ProviderRefused, match="not_charged"):
        adapter.refund(started(), "", 200, "EUR", "refund-1")


def test_a_refund_made_in_the_dashboard_is_seen(adapter, at_stripe, paid):
    at_stripe.refund(paid, 300)

    [refund] = adapter.fetch(paid).refunds

    assert (refund.amount_minor, refund.request_key) == (300, "")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("pending", Refund.State.PENDING),
        ("requires_action", Refund.State.PENDING),
        ("canceled", Refund.State.FAILED),
    ],
)
def test_a_refunds_status_is_put_in_our_words(adapter, at_stripe, paid, status, state):
    at_stripe.refund(paid, 300)
    at_stripe.kind("refund")[0]["status"] = status

    [refund] = adapter.fetch(paid).refunds

    assert refund.state == state


def test_a_refund_that_a_bank_sent_back_has_failed(adapter, at_stripe, paid):
    at_stripe.refund(paid, 300)
    at_stripe.send_back(at_stripe.kind("refund")[0]["id"])

    [refund] = adapter.fetch(paid).refunds

    assert refund.state == Refund.State.FAILED
    assert refund.failed_at is not None


def test_all_pages_of_refunds_are_read(adapter, at_stripe, paid, monkeypatch):
    monkeypatch.setattr("tips.providers.stripe.client.PAGE_LENGTH", 2)
    [at_stripe.refund(paid, 100) for _number in range(5)]

    assert sum(refund.amount_minor for refund in adapter.fetch(paid).refunds) == 500
