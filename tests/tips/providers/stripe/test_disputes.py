"""Disputes at Stripe, in our words."""

import pytest

from tips import payments
from tips.models import Notice, Payment, ProviderEvent, Tip, TipSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(standin, adapter, started):
    """The id of a session that a reader paid."""
    session = started(amount_minor=900)
    standin.account.pay(session)
    return session


@pytest.fixture
def dispute_of(adapter, paid):
    """Return the one dispute that Stripe reports."""

    def read():
        [dispute] = adapter.fetch(paid).disputes
        return dispute

    return read


def moved(dispute):
    return [(move.kind, move.amount_minor) for move in dispute.moves]


def test_what_is_taken_and_the_fee_are_two_movements(at_stripe, paid, dispute_of):
    at_stripe.dispute(paid)

    assert moved(dispute_of()) == [("dispute", -900), ("dispute_fee", -1500)]


def test_a_part_can_be_disputed(at_stripe, paid, dispute_of):
    at_stripe.dispute(paid, 200)

    assert (dispute_of().amount_minor, moved(dispute_of())[0]) == (200, ("dispute", -200))


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("needs_response", "open"),
        ("under_review", "open"),
        ("warning_needs_response", "inquiry"),
        ("warning_under_review", "inquiry"),
        ("warning_closed", "closed"),
        ("prevented", "closed"),
        ("won", "won"),
        ("lost", "lost"),
        ("a_word_of_tomorrow", "open"),
    ],
)
def test_each_status_has_a_state(at_stripe, paid, dispute_of, status, state):
    at_stripe.dispute(paid, status=status)

    assert dispute_of().state == state


def test_a_question_takes_nothing(at_stripe, paid, dispute_of):
    at_stripe.dispute(paid, status="warning_needs_response")

    assert moved(dispute_of()) == []


def test_a_dispute_won_in_part_returns_a_part(at_stripe, paid, dispute_of):
    event = at_stripe.dispute(paid)
    at_stripe.decide(event["data"]["object"]["id"], "won", returned=600)

    assert moved(dispute_of())[-1] == ("dispute_won", 600)


def test_a_fee_that_comes_back_is_told(at_stripe, paid, dispute_of):
    made = at_stripe.get(at_stripe.dispute(paid)["data"]["object"]["id"])
    at_stripe._balance(made, 900, fee=-1500)

    assert moved(dispute_of())[-1] == ("dispute_fee_back", 1500)


def test_money_kept_in_another_currency_is_told_in_the_payments(at_stripe, paid, dispute_of):
    made = at_stripe.get(at_stripe.dispute(paid)["data"]["object"]["id"])
    at_stripe._balance(made, 900, fee=0)
    taken, returned = made["balance_transactions"]
    taken.update(currency="usd", amount=-1000, fee=1500)
    returned.update(currency="usd", amount=500)

    assert moved(dispute_of()) == [("dispute", -900), ("dispute_won", 450)]


@pytest.mark.parametrize("facts", [{"evidence_details": None}, {"reason": None}])
def test_what_stripe_leaves_open_is_left_open(at_stripe, paid, dispute_of, facts):
    at_stripe.get(at_stripe.dispute(paid)["data"]["object"]["id"]).update(facts)

    assert dispute_of().remote_id


@pytest.fixture
def tip(make_tip, standin):
    """A tip that a reader paid at Stripe, its event processed."""
    tip = make_tip()
    standin.act(payments.checkout_url(tip, "stripe"), "pay")
    look()
    return tip


def look():
    for event in ProviderEvent.objects.filter(processed_at=None):
        payments.ledger.inbox.finish_event(event, payments.process_event(event))


def test_a_warning_of_fraud_is_recorded_and_told_to_the_managers(tip, standin, at_stripe, home):
    TipSettings.objects.update_or_create(
        site=home.get_site(), defaults={"manager_email": "managers@example.org"}
    )

    standin.deliver(at_stripe.warn_of_fraud(Payment.objects.get().remote_id))
    look()

    event = ProviderEvent.objects.latest("pk")
    assert (event.type, event.outcome) == ("radar.early_fraud_warning.created", "applied")
    assert Notice.objects.get(kind="fraud_warning").recipient == "manager"
    assert Tip.objects.get().status == Tip.Status.PAID


@pytest.mark.parametrize(
    "type", ["charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated"]
)
def test_money_that_moves_in_a_dispute_is_looked_at(tip, standin, at_stripe, type):
    made = at_stripe.dispute(Payment.objects.get().remote_id)["data"]["object"]

    standin.deliver(at_stripe.event(type, made))
    look()

    assert Tip.objects.get().status == Tip.Status.DISPUTED


def test_a_fee_that_becomes_known_is_booked_by_its_event(make_tip, standin, at_stripe):
    tip = make_tip()
    payments.checkout_url(tip, "stripe")
    session = tip.payments.get().remote_id
    standin.deliver(at_stripe.pay(session, fee=None))
    look()

    standin.deliver(at_stripe.tell_fee(session, 45))
    look()

    assert tip.payments.get().movements.get(kind="fee").amount_minor == -45
