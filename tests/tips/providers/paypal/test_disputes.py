"""What PayPal's disputes do to the books. The contract of all providers has the plain cases."""

import pytest

from tests.tips.providers.paypal.conftest import booked
from tips.models import Dispute

pytestmark = pytest.mark.django_db


def dispute():
    return Dispute.objects.get()


def test_a_question_moves_no_money(paid, merchant, happen):
    happen(merchant.dispute(paid.remote_id, "5.00", stage="INQUIRY"))

    assert dispute().state == Dispute.State.INQUIRY
    assert booked(paid) == [("charge", 500), ("fee", -45)]


def test_a_dispute_says_why(paid, merchant, happen):
    happen(merchant.dispute(paid.remote_id, "5.00"))

    assert dispute().reason == Dispute.Reason.FRAUDULENT
    assert dispute().due_at is not None


def test_a_lost_dispute_may_cost_a_fee(paid, merchant, happen):
    happen(merchant.dispute(paid.remote_id, "5.00"))

    [number] = merchant.disputes
    happen(merchant.decide(number, "RESOLVED_BUYER_FAVOUR", ("CHARGEBACK_FEE", "DEBIT")))

    assert dispute().state == Dispute.State.LOST
    assert booked(paid)[2:] == [("dispute", -500), ("dispute_fee", -1600)]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("RESOLVED_SELLER_FAVOUR", "won"),
        ("RESOLVED_WITH_PAYOUT", "won"),
        ("RESOLVED_BUYER_FAVOUR", "lost"),
        ("CANCELED_BY_BUYER", "closed"),
        ("SOMETHING_NEW", "closed"),
    ],
)
def test_each_outcome_is_told_in_our_words(paid, merchant, happen, outcome, state):
    happen(merchant.dispute(paid.remote_id, "5.00"))
    [number] = merchant.disputes

    happen(merchant.decide(number, outcome, ("DISPUTE_SETTLEMENT", "CREDIT")))

    assert dispute().state == state


def test_a_dispute_shown_as_a_refund_too_is_counted_once(paid, merchant, happen):
    happen(merchant.dispute(paid.remote_id, "5.00"))

    happen(merchant.refund(paid.remote_id, "5.00"))

    assert booked(paid)[2:] == [("dispute", -500)]


def test_many_disputes_are_read_page_by_page(paid, merchant, happen):
    for _each in range(3):
        event = merchant.dispute(paid.remote_id, "1.00")

    happen(event)

    assert Dispute.objects.count() == 3


def test_a_dispute_over_another_payment_is_not_ours(paid, merchant, happen):
    event = merchant.dispute(paid.remote_id, "5.00")
    event["resource"]["disputed_transactions"] = [{"seller_transaction_id": "OTHER"}]

    happen(event)

    assert not Dispute.objects.exists()
