"""Money goes back through PayPal."""

import pytest

from tests.tips.providers.paypal.conftest import booked
from tips import payments, sweeper
from tips.exceptions import ProviderRefused, ProviderUnavailable
from tips.models import Payment, Refund, Tip

pytestmark = pytest.mark.django_db


def refund(payment, amount_minor=200, key="refund-1"):
    return payments.refund(payment, amount_minor, actor=None, reason="", request_key=key)


def tip():
    return Tip.objects.get()


def test_a_part_goes_back(paid):
    refund(paid)

    assert tip().status == Tip.Status.PARTLY_REFUNDED
    assert booked(paid) == [("charge", 500), ("fee", -45), ("refund", -200)]


def test_what_is_left_goes_back(paid):
    refund(paid)
    refund(paid, 300, "refund-2")

    assert tip().status == Tip.Status.REFUNDED


def test_a_refund_without_an_answer_is_finished_by_the_sweeper(paid, at_paypal, merchant):
    at_paypal.faults = ["", "lost answer"]
    with pytest.raises(ProviderUnavailable):
        refund(paid)
    Refund.objects.update(next_try="2026-01-01T00:00Z")

    sweeper.sweep()

    refunds = merchant.get(paid.remote_id)["purchase_units"][0]["payments"]["refunds"]
    assert len(refunds) == 1
    assert tip().refunded_minor == 200


def test_a_key_that_paypal_forgot_is_found_among_the_refunds(paid, at_paypal, merchant, adapter):
    adapter.refund(paid.remote_id, "", 200, "EUR", "refund-1")
    at_paypal.remembered.clear()

    adapter.refund(paid.remote_id, "", 200, "EUR", "refund-1")

    refunds = merchant.get(paid.remote_id)["purchase_units"][0]["payments"]["refunds"]
    assert len(refunds) == 1


def test_our_refunds_own_event_books_nothing_twice(paid, merchant, happen):
    refund(paid)
    [made] = merchant.get(paid.remote_id)["purchase_units"][0]["payments"]["refunds"]

    happen(merchant.event("PAYMENT.CAPTURE.REFUNDED", made))

    assert booked(paid) == [("charge", 500), ("fee", -45), ("refund", -200)]


def test_a_refund_in_paypals_pages_goes_into_the_books(paid, merchant, happen):
    happen(merchant.refund(paid.remote_id, "5.00"))

    assert tip().status == Tip.Status.REFUNDED


def test_a_refund_that_fails_leaves_the_tip_paid(paid, merchant, happen):
    happen(merchant.refund(paid.remote_id, "5.00"))

    happen(merchant.send_back(paid.remote_id))

    assert tip().status == Tip.Status.PAID
    assert booked(paid)[-2:] == [("refund", -500), ("refund_failed", 500)]


def test_after_180_days_nothing_goes_back(paid, merchant, at_paypal):
    merchant.capture_in(paid.remote_id)["create_time"] = "2026-01-01T00:00:00Z"
    asked = len(at_paypal.sent("POST", "/v2/payments/captures"))

    with pytest.raises(ProviderRefused, match="refund_window_closed"):
        refund(paid)

    assert len(at_paypal.sent("POST", "/v2/payments/captures")) == asked
    assert Refund.objects.get().state == Refund.State.FAILED


def test_what_was_never_paid_does_not_go_back(start, adapter):
    with pytest.raises(ProviderRefused):
        adapter.refund(start().remote_id, "", 200, "EUR", "refund-1")


def test_an_authors_money_is_given_back_in_the_authors_name(
    adapter, merchant, make_checkout, at_paypal
):
    order_id = adapter.start(make_checkout(account="bob@example.org")).remote_id
    merchant.approve(order_id)
    adapter.fetch(order_id)

    adapter.refund(order_id, "bob@example.org", 200, "EUR", "refund-1")

    assert at_paypal.received[-1].headers["paypal-auth-assertion"].count(".") == 2


def test_where_paypal_refuses_that_the_author_has_to_do_it(paid, at_paypal):
    at_paypal.faults = ["", "forbidden"]

    with pytest.raises(ProviderRefused):
        refund(paid)

    assert Payment.objects.get().tip.status == Tip.Status.PAID
