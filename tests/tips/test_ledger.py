"""The one door: what a provider's truth does to our records."""

from itertools import permutations

import pytest
from django.contrib.auth import get_user_model

from tips import ledger
from tips.exceptions import CannotBePaid
from tips.models import Movement, Notice, Payment, Tip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books_hold")]


def movements():
    return sorted(Movement.objects.values_list("kind", "amount_minor", "remote_id"))


def notices():
    return sorted(Notice.objects.values_list("kind", "recipient"))


def test_the_same_form_makes_one_tip(make_tip):
    first = make_tip(form_key="same")

    second = make_tip(form_key="same", amount_minor=900)

    assert (second.pk, second.amount_minor) == (first.pk, 500)


def test_a_message_waits_for_approval(make_tip):
    assert make_tip(message="Thanks!").message_state == Tip.MessageState.PENDING


def test_a_success_is_booked_and_told(start, truth):
    payment = start()

    ledger.apply(truth(payment, fee_minor=32, fee_id="fee_1"), "sandbox")

    payment.tip.refresh_from_db()
    assert payment.tip.status == Tip.Status.PAID
    assert movements() == [("charge", 500, f"ch_{payment.pk}"), ("fee", -32, "fee_1")]
    assert notices() == [("thank_you", "reader")]


def test_the_same_truth_again_changes_nothing(start, truth):
    payment = start()
    ledger.apply(truth(payment), "sandbox")

    ledger.apply(truth(payment), "sandbox")

    assert (len(movements()), len(notices())) == (1, 1)


def test_another_charge_id_for_the_same_payment_books_no_second_charge(start, truth):
    payment = start()
    ledger.apply(truth(payment, charge_id=""), "sandbox")

    ledger.apply(truth(payment, charge_id="ch_late"), "sandbox")

    assert movements() == [("charge", 500, payment.remote_id)]


def test_a_fee_that_becomes_known_later_is_booked_later(start, truth):
    payment = start()
    ledger.apply(truth(payment), "sandbox")

    ledger.apply(truth(payment, fee_minor=32, fee_id="fee_1"), "sandbox")

    assert ("fee", -32, "fee_1") in movements()


def test_a_fee_that_gets_its_own_id_later_is_booked_once(start, truth):
    payment = start()
    ledger.apply(truth(payment, fee_minor=32), "sandbox")

    ledger.apply(truth(payment, fee_minor=32, fee_id="fee_1"), "sandbox")

    assert ("fee", -32, f"ch_{payment.pk}") in movements()
    assert len(movements()) == 2


@pytest.fixture
def author_with_address(make_author):
    user = get_user_model().objects.create_user("ada", "ada@example.org")
    return make_author(user=user)


def test_an_author_with_an_address_is_told(start, truth, author_with_address):
    payment = start(author=author_with_address)

    ledger.apply(truth(payment), "sandbox")

    assert notices() == [("received", "author"), ("thank_you", "reader")]


def test_who_has_no_address_is_owed_no_mail(start, truth):
    payment = start(email="")

    ledger.apply(truth(payment), "sandbox")

    assert notices() == []


@pytest.mark.parametrize("late", ["failed", "cancelled", "expired"])
def test_late_money_is_still_money(start, truth, late):
    payment = start()
    ledger.apply(truth(payment, late), "sandbox")

    ledger.apply(truth(payment), "sandbox")

    payment.tip.refresh_from_db()
    assert payment.tip.status == Tip.Status.PAID


@pytest.mark.parametrize("later", ["awaiting_reader", "processing", "failed", "expired"])
def test_a_paid_payment_stays_paid(start, truth, later):
    payment = start()
    ledger.apply(truth(payment), "sandbox")

    payment = ledger.apply(truth(payment, later), "sandbox")

    assert payment.state == Payment.State.SUCCEEDED


@pytest.mark.parametrize("state", ["failed", "cancelled", "expired"])
def test_a_payment_that_ended_leaves_the_tip_failed(start, truth, state):
    payment = start()

    ledger.apply(truth(payment, state), "sandbox")

    payment.tip.refresh_from_db()
    assert payment.tip.status == Tip.Status.FAILED
    assert movements() == notices() == []


@pytest.mark.parametrize(
    "fact",
    [
        {"amount_minor": 501},
        {"currency": "USD"},
        {"account": "another"},
        {"livemode": True},
        {"remote_id": "co_other"},
    ],
    ids=lambda fact: next(iter(fact)),
)
def test_a_truth_that_contradicts_what_we_asked_for_books_nothing(start, truth, fact):
    payment = start()

    payment = ledger.apply(truth(payment, **fact), "sandbox")

    assert (payment.flag, payment.state) == (Payment.Flag.MISMATCH, Payment.State.AWAITING_READER)
    assert movements() == []


def test_a_tip_whose_money_is_in_question_can_not_be_paid_again(start, truth):
    payment = start()
    ledger.apply(truth(payment, amount_minor=501), "sandbox")

    with pytest.raises(CannotBePaid):
        ledger.open_payment(payment.tip, "sandbox", "", False)


def test_a_refusal_that_comes_late_does_not_end_a_started_payment(start):
    payment = start()
    as_another_click_knew_it = Payment(pk=payment.pk, state=Payment.State.CREATED)

    payment = ledger.record_end(as_another_click_knew_it, Payment.State.FAILED, "refused")

    assert payment.state == Payment.State.AWAITING_READER


def test_a_mismatch_that_the_provider_mends_is_booked(start, truth):
    payment = start()
    ledger.apply(truth(payment, amount_minor=501), "sandbox")

    payment = ledger.apply(truth(payment), "sandbox")

    assert (payment.flag, payment.state) == (Payment.Flag.NONE, Payment.State.SUCCEEDED)


@pytest.mark.parametrize("reference", ["", "tip-5", "00000000-0000-4000-8000-000000000000"])
def test_a_truth_about_something_else_is_not_ours(start, truth, reference):
    payment = start()

    assert ledger.apply(truth(payment, reference=reference), "sandbox") is None


def test_another_provider_can_not_speak_for_a_payment(start, truth):
    payment = start()

    assert ledger.apply(truth(payment), "stripe") is None


@pytest.fixture
def start_again(start, truth):
    """Start a tip, let its first payment expire, and open a second one."""

    def start_again():
        first = start()
        ledger.apply(truth(first, "expired"), "sandbox")
        second = ledger.open_payment(first.tip, "sandbox", "", False)
        return first, second

    return start_again


def test_a_second_success_is_booked_but_credited_once(start_again, truth):
    first, second = start_again()
    ledger.apply(truth(first), "sandbox")

    second = ledger.apply(truth(second, remote_id="co_2"), "sandbox")

    assert second.flag == Payment.Flag.DUPLICATE
    assert [amount for _kind, amount, _id in movements()] == [500, 500]
    assert notices() == [("paid_twice", "reader"), ("thank_you", "reader")]


def test_refunding_a_duplicate_leaves_the_tip_paid(start_again, truth, refund_truth):
    first, second = start_again()
    ledger.apply(truth(first), "sandbox")
    ledger.apply(truth(second, remote_id="co_2"), "sandbox")

    whole = refund_truth(amount_minor=500)
    ledger.apply(truth(second, remote_id="co_2", refunds=(whole,)), "sandbox")

    tip = Tip.objects.get()
    assert (tip.status, tip.refunded_minor) == (Tip.Status.PAID, 0)


def test_a_tip_that_is_paid_can_not_be_started_again(start, truth):
    payment = start()
    ledger.apply(truth(payment), "sandbox")

    with pytest.raises(CannotBePaid):
        ledger.open_payment(payment.tip, "sandbox", "", False)


def test_a_tip_in_processing_can_not_be_started_again(start, truth):
    payment = start()
    ledger.apply(truth(payment, "processing"), "sandbox")

    with pytest.raises(CannotBePaid):
        ledger.open_payment(payment.tip, "sandbox", "", False)


def test_test_money_pays_no_real_tip(make_tip):
    tip = make_tip(livemode=True)

    with pytest.raises(CannotBePaid):
        ledger.open_payment(tip, "sandbox", "", False)


def test_a_refund_made_at_the_provider_is_taken_over(start, truth, refund_truth):
    payment = start()

    ledger.apply(truth(payment, refunds=(refund_truth(),)), "sandbox")

    tip = Tip.objects.get()
    assert (tip.status, tip.refunded_minor) == (Tip.Status.PARTLY_REFUNDED, 200)
    assert ("refund", -200, "re_1") in movements()
    assert ("refunded", "reader") in notices()


def test_a_refund_under_way_moves_nothing_yet(start, truth, refund_truth):
    payment = start()

    ledger.apply(truth(payment, refunds=(refund_truth(state="pending"),)), "sandbox")

    assert Tip.objects.get().status == Tip.Status.PAID
    assert movements() == [("charge", 500, f"ch_{payment.pk}")]


def test_a_refund_that_comes_back_is_booked_back(start, truth, refund_truth):
    payment = start()
    ledger.apply(truth(payment, refunds=(refund_truth(),)), "sandbox")

    ledger.apply(truth(payment, refunds=(refund_truth(state="failed"),)), "sandbox")

    assert Tip.objects.get().status == Tip.Status.PAID
    assert sum(amount for _kind, amount, _id in movements()) == 500


def test_two_refunds_that_name_the_same_key_are_two_refunds(start, truth, refund_truth):
    payment = start()
    twins = tuple(refund_truth(remote_id, request_key="r-1") for remote_id in ("re_1", "re_2"))
    ledger.apply(truth(payment), "sandbox")
    ledger.request_refund(payment, 200, actor=None, reason="", request_key="r-1")

    ledger.apply(truth(payment, refunds=twins), "sandbox")
    ledger.apply(truth(payment, refunds=twins), "sandbox")

    assert Tip.objects.get().refunded_minor == 400
    assert sorted(payment.refunds.values_list("remote_id", flat=True)) == ["re_1", "re_2"]


@pytest.fixture
def apply_all(truth, refund_truth):
    """Apply five reports about one payment in an order of their numbers."""

    def apply_all(payment, order):
        reports = [
            truth(payment, "awaiting_reader"),
            truth(payment, "expired"),
            truth(payment, "succeeded", refunds=(refund_truth(),)),
            truth(payment, "succeeded"),
        ]
        return [ledger.apply(reports[number], "sandbox") for number in order]

    return apply_all


@pytest.mark.parametrize("order", [*permutations(range(4))])
def test_every_order_of_the_same_reports_ends_the_same(start, apply_all, order):
    payment = start()

    apply_all(payment, order)

    tip = Tip.objects.get()
    assert (tip.status, tip.refunded_minor) == (Tip.Status.PARTLY_REFUNDED, 200)
    assert movements() == [("charge", 500, f"ch_{payment.pk}"), ("refund", -200, "re_1")]
