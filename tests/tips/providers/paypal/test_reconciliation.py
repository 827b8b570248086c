"""What PayPal's own lists say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tips.exceptions import PaymentUnknown
from tips.models import PayPalOrder

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(adapter):
    """Return what the last hour brought to an account."""

    def listed(account="", minutes=60):
        since = timezone.now() - timedelta(minutes=minutes)
        return list(adapter.list_since(since, account))

    return listed


def long_ago():
    PayPalOrder.objects.update(changed_at="2026-01-01T00:00Z")


def test_looking_takes_no_money(start, merchant, listed):
    payment = start()
    merchant.approve(payment.remote_id)

    [truth] = listed()

    assert truth.state == "awaiting_reader"
    assert merchant.get(payment.remote_id)["status"] == "APPROVED"


def test_what_nothing_happened_to_is_not_listed(paid, merchant, listed):
    long_ago()
    merchant.transactions.clear()

    assert listed() == []


def test_an_old_payment_given_back_at_paypal_is_listed(paid, merchant, listed):
    merchant.transactions.clear()
    merchant.refund(paid.remote_id, "5.00")
    long_ago()

    [truth] = listed()

    assert [refund.amount_minor for refund in truth.refunds] == [500]


def test_an_old_payment_disputed_at_paypal_is_listed(paid, merchant, listed):
    merchant.transactions.clear()
    merchant.dispute(paid.remote_id, "5.00")
    long_ago()

    [truth] = listed()

    assert len(truth.disputes) == 1


@pytest.mark.parametrize("faults", [["forbidden", "forbidden"], ["forbidden"], ["", "forbidden"]])
def test_an_application_that_may_not_read_lists_knows_its_own(paid, at_paypal, listed, faults):
    at_paypal.faults = faults

    assert [truth.remote_id for truth in listed()] == [paid.remote_id]


def test_a_dispute_that_may_not_be_read_stops_nothing(paid, merchant, at_paypal, listed, caplog):
    merchant.dispute(paid.remote_id, "5.00")
    merchant.refund(paid.remote_id, "5.00")
    PayPalOrder.objects.update(is_disputed=True)
    lists, order = ["forbidden", "forbidden"], ""
    at_paypal.faults = [*lists, order, "forbidden"]

    [truth] = listed()

    assert (truth.state, truth.refunds, truth.disputes) == ("succeeded", (), ())
    assert "give it that right" in caplog.text


def test_a_payment_that_our_table_lost_is_found_again(paid, listed):
    PayPalOrder.objects.all().delete()

    [truth] = listed()

    assert truth.reference == str(paid.uuid)
    assert truth.payee == str(paid.tip.author.uuid)
    assert truth.request_key == paid.request_key


def test_other_peoples_payments_are_left_alone(paid, merchant, listed):
    PayPalOrder.objects.all().delete()
    for moved in merchant.transactions:
        moved["transaction_info"]["custom_field"] = "Invoice 7"

    assert listed() == []


def test_each_account_has_a_list_of_its_own(adapter, make_checkout, listed):
    ours = adapter.start(make_checkout()).remote_id
    theirs = adapter.start(make_checkout(request_key="k2", account="bob@example.org")).remote_id

    assert [truth.remote_id for truth in listed()] == [ours]
    assert [truth.remote_id for truth in listed("bob@example.org")] == [theirs]


def test_months_are_asked_for_one_by_one(adapter, at_paypal, listed):
    listed(minutes=60 * 24 * 100)

    assert len(at_paypal.sent("GET", "/v1/reporting/transactions")) == 4


def test_what_paypal_forgot_is_left_out(start, merchant, listed, adapter):
    payment = start()
    merchant.orders.clear()

    assert listed() == []
    with pytest.raises(PaymentUnknown):
        adapter.fetch(payment.remote_id)
