"""What tip managers find on the admin's front page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.tips.admin.conftest import pay
from tips import ledger
from tips.admin.panel import TipsPanel
from tips.models import Notice, Payment, ProviderEvent, Refund
from tips.providers.base import DisputeMove, DisputeTruth

pytestmark = pytest.mark.django_db


def troubles():
    concerns = TipsPanel().get_context_data()["concerns"]
    return {str(concern.label): concern.count for concern in concerns if concern.is_trouble}


@pytest.fixture
def double(make_paid_tip):
    """A second payment of a tip that is paid already."""
    tip = make_paid_tip()
    payment = Payment.objects.create(
        tip=tip, attempt=2, provider="sandbox", livemode=False, request_key="second",
        amount_minor=tip.amount_minor, currency=tip.currency,
    )  # fmt: skip
    return pay(payment)


def test_a_manager_reads_what_came_in_today(make_paid_tip, log_in, manager):
    make_paid_tip(amount_minor=500)

    page = log_in(manager).get("/admin/").content.decode()

    assert "Tips today" in page
    assert "€5.00" in page


def test_others_read_nothing_of_it(make_paid_tip, make_writer, log_in):
    author = make_writer()
    make_paid_tip(author=author)

    assert "Tips today" not in log_in(author.user).get("/admin/").content.decode()


def test_money_of_yesterday_is_not_of_today(make_paid_tip):
    make_paid_tip(paid_at=timezone.now() - timedelta(days=1))

    assert TipsPanel().get_context_data()["totals"] == []


def test_a_quiet_day_has_no_trouble(make_paid_tip):
    make_paid_tip()

    assert troubles() == {}


def test_a_second_payment_is_trouble_until_it_went_back(double):
    assert troubles() == {"Tips paid twice, to be refunded": 1}

    Refund.objects.create(payment=double, request_key="r", amount_minor=double.amount_minor)

    assert troubles() == {}


def test_a_second_payment_that_its_bank_took_back_is_no_trouble_any_more(double, truth):
    now, amount_minor = timezone.now(), double.amount_minor
    taken = DisputeMove("dispute", "dm_1", -amount_minor, now)
    lost = DisputeTruth("dp_1", amount_minor, "lost", now, moves=(taken,))
    ledger.apply(
        truth(double, disputes=(lost,)),
        "sandbox",
    )
    assert troubles() == {}

    back = DisputeMove("dispute_won", "dm_2", 1, now)
    won = replace(lost, state="won", moves=(taken, back))
    ledger.apply(truth(double, disputes=(won,)), "sandbox")

    assert troubles() == {"Tips paid twice, to be refunded": 1}


def test_a_second_payment_is_no_income(double):
    total = TipsPanel().get_context_data()["totals"][0]

    assert total.received_minor == double.amount_minor


def test_another_amount_is_trouble(make_paid_tip):
    make_paid_tip().payments.update(flag="mismatch")

    assert troubles() == {"Payments with another amount than asked for": 1}


def test_a_dead_event_is_trouble(db):
    ProviderEvent.objects.create(
        provider="sandbox", event_id="ev_1", type="paid", livemode=False, outcome="dead"
    )

    assert troubles() == {"Events of providers that we gave up on": 1}


def test_a_mail_that_failed_is_trouble(make_paid_tip):
    make_paid_tip()
    Notice.objects.filter(recipient="reader").update(tries=1)

    assert troubles() == {"Mails that couldn't be sent yet": 1}


def test_events_that_are_refused_are_trouble(client, db):
    for _time in range(2):
        client.post("/tips/webhooks/sandbox/", b"{}", content_type="application/json")

    assert troubles() == {"Events refused today: forged, or the secret is wrong": 2}
    assert not ProviderEvent.objects.exists()
