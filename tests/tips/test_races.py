"""The same thing at the same moment. Each test has a control that shows what the guard prevents.

A control takes the guard away and has to fail: else the test would prove nothing.
"""

import pytest
from django.core import mail
from django.db.models.query import QuerySet
from django.test import Client
from django.utils import timezone

from authors import outbox, retries
from tests.tips.crowd import together
from tips import books, ledger, sweeper
from tips.exceptions import RefundTooLarge
from tips.ledger import inbox, refunds, rows
from tips.models import Movement, Notice, Payment, ProviderEvent, Refund, SandboxEvent, Tip
from tips.providers.base import WebhookEvent
from tips.providers.sandbox import delivery, signature

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parallel]


def errors(results):
    return [result for result in results if isinstance(result, Exception)]


def test_twenty_reports_of_one_payment_make_one_charge_and_one_mail(start, truth):
    payment = start()

    results = together(20, lambda _n: ledger.apply(truth(payment), "sandbox"))

    assert errors(results) == []
    assert Movement.objects.count() == 1
    assert Notice.objects.get().kind == Notice.Kind.THANK_YOU
    assert books.problems() == []


def test_twenty_deliveries_of_one_event_are_processed_once(start, press, wire):
    payment = start()
    press(payment, "pay")
    [stored] = ProviderEvent.objects.all()
    asked = len(wire.log)

    results = together(20, lambda _n: sweeper.process_event(stored.pk))

    assert results.count(True) == 1
    assert len(wire.log) == asked + 1
    assert Tip.objects.get().status == Tip.Status.PAID


def test_control_without_taking_the_event_all_process_it(start, press, wire, monkeypatch, slowly):
    press(start(), "pay")
    [stored] = ProviderEvent.objects.all()
    monkeypatch.setattr(inbox, "take", lambda due, pk: due.filter(pk=pk).first())
    slowly(sweeper.payments, "process_event")

    results = together(4, lambda _n: sweeper.process_event(stored.pk))

    assert results.count(True) > 1


@pytest.fixture
def deliver_and_work(start, press, wire):
    """Deliver one paid event as the sandbox signs it, and work like a worker and a sweeper."""
    payment = start()
    wire.faults = ["no connection"]
    press(payment, "pay")
    body = delivery.body_of(SandboxEvent.objects.get())
    headers = {signature.HEADER: signature.sign(body, signature.secrets()[0])}

    def deliver_and_work(_number):
        url, kind = "/tips/webhooks/sandbox/", "application/json"
        answer = Client().post(url, body, content_type=kind, headers=headers)
        sweeper.sweep()
        return answer.status_code

    return deliver_and_work


def test_the_same_paid_event_twenty_times_makes_one_charge_and_one_mail(deliver_and_work):
    results = together(20, deliver_and_work)

    assert results == [200] * 20
    assert ProviderEvent.objects.count() == 1
    assert Movement.objects.filter(kind=Movement.Kind.CHARGE).count() == 1
    assert len(mail.outbox) == 1


def test_one_event_delivered_twenty_times_at_once_is_stored_once(db):
    event = WebhookEvent("ev_1", "checkout.succeeded", "co_1", "", False)

    results = together(20, lambda _n: ledger.store_event(event, "sandbox"))

    assert errors(results) == []
    assert len([stored for stored in results if stored]) == ProviderEvent.objects.count() == 1


def charge(payment):
    kind = Movement.Kind.CHARGE
    return lambda _n: rows.book(payment, kind, 500, "ch_1", timezone.now())


@pytest.mark.props
def test_one_charge_booked_from_many_sides_is_booked_once(start):
    results = together(8, charge(start()))

    assert errors(results) == []
    assert Movement.objects.count() == 1


def test_control_without_the_constraints_it_is_booked_often(start, without_constraint, slowly):
    payment = start()
    without_constraint(Movement, "tips_movement_one_charge")
    without_constraint(Movement, "tips_movement_unique_provider_kind_remote_id")
    slowly(QuerySet, "get")

    together(4, charge(payment))

    assert Movement.objects.count() > 1


@pytest.fixture
def two_payments(start, truth):
    """Start a tip twice, as who pays again after the first try had expired."""
    first = start()
    ledger.apply(truth(first, "expired"), "sandbox")
    second = ledger.open_payment(first.tip, "sandbox", "", False)
    return [truth(first), truth(second, remote_id="co_2")]


def test_of_two_payments_that_succeed_at_once_one_is_credited(two_payments, slowly):
    slowly(ledger.truth, "mismatch_of")

    results = together(2, lambda number: ledger.apply(two_payments[number], "sandbox"))

    assert errors(results) == []
    assert sorted(Payment.objects.values_list("flag", flat=True)) == ["", "duplicate"]
    assert books.problems() == []


def test_control_without_the_lock_the_two_collide(two_payments, no_lock, slowly):
    slowly(ledger.truth.states, "credited")

    results = together(2, lambda number: ledger.apply(two_payments[number], "sandbox"))

    assert errors(results) != []


def test_control_without_the_constraint_it_is_stored_often(db, without_constraint, slowly):
    without_constraint(ProviderEvent, "tips_event_unique_provider_account_id")
    slowly(QuerySet, "get")
    event = WebhookEvent("ev_1", "checkout.succeeded", "co_1", "", False)

    together(4, lambda _n: ledger.store_event(event, "sandbox"))

    assert ProviderEvent.objects.count() > 1


def ask(payment):
    return lambda number: ledger.request_refund(
        payment, 300, actor=None, reason="", request_key=f"r-{number}"
    )


def test_of_two_refunds_that_are_too_much_together_one_is_refused(pay, slowly):
    payment = pay(amount_minor=500)
    slowly(refunds, "refundable_minor")

    results = together(2, ask(payment))

    assert [type(error) for error in errors(results)] == [RefundTooLarge]
    assert Refund.objects.count() == 1


@pytest.mark.props
def test_control_without_the_lock_nobody_is_refused(pay, no_lock, slowly):
    payment = pay(amount_minor=500)
    slowly(refunds, "refundable_minor")

    results = together(2, ask(payment))

    # PostgreSQL lets both through; SQLite, asked late for its write lock, breaks one off.
    assert [type(error) for error in errors(results)] != [RefundTooLarge]


def test_the_same_refund_twenty_times_is_one_refund(pay):
    payment = pay()

    results = together(
        20,
        lambda _n: (
            ledger.request_refund(payment, 100, actor=None, reason="", request_key="the-same").pk
        ),
    )

    assert len(set(results)) == Refund.objects.count() == 1


def test_control_without_the_lock_the_same_refund_collides(pay, no_lock, slowly):
    payment = pay()
    slowly(refunds, "refundable_minor")

    results = together(
        4,
        lambda _n: ledger.request_refund(
            payment, 100, actor=None, reason="", request_key="the-same"
        ),
    )

    assert errors(results) != []


def test_a_mail_that_many_workers_want_to_send_goes_out_once(pay):
    pay()
    notice = Notice.objects.get(recipient=Notice.Recipient.READER)

    results = together(8, lambda _n: outbox.send(Notice, notice.pk))

    assert results.count(True) == len(mail.outbox) == 1


def test_control_without_taking_the_row_it_goes_out_often(pay, monkeypatch, slowly):
    pay()
    notice = Notice.objects.get(recipient=Notice.Recipient.READER)
    monkeypatch.setattr(retries, "take", lambda due, pk: due.filter(pk=pk).first())
    slowly(retries, "take")

    together(8, lambda _n: outbox.send(Notice, notice.pk))

    assert len(mail.outbox) > 1


def test_two_clicks_at_once_start_one_payment(make_tip):
    tip = make_tip()

    results = together(8, lambda _n: ledger.open_payment(tip, "sandbox", "", False).pk)

    assert len(set(results)) == Payment.objects.count() == 1


def test_control_without_the_lock_clicks_collide(make_tip, no_lock, slowly):
    tip = make_tip()
    slowly(ledger.opening.states, "credited")

    results = together(8, lambda _n: ledger.open_payment(tip, "sandbox", "", False).pk)

    assert errors(results) or Payment.objects.count() > 1


def test_one_form_posted_by_many_threads_makes_one_tip(make_tip, make_author):
    author = make_author()

    results = together(20, lambda _n: make_tip(author=author, form_key="the-same").pk)

    assert len(set(results)) == Tip.objects.count() == 1
