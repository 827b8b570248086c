"""What the sweeper finishes: whatever was lost on the way."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from authors import retries
from tips import ledger, payments, sweeper
from tips.exceptions import ProviderRefused, ProviderUnavailable
from tips.ledger import inbox
from tips.models import Notice, Payment, ProviderEvent, Refund, SandboxCheckout, SandboxEvent, Tip
from tips.providers.base import WebhookEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books_hold")]


@pytest.fixture
def make_due():
    """Let some time pass, as far as what waits for it can tell."""

    def make_due():
        past = timezone.now() - timedelta(seconds=1)
        Payment.objects.filter(next_poll__isnull=False).update(next_poll=past)
        Refund.objects.filter(next_try__isnull=False).update(next_try=past)
        ProviderEvent.objects.filter(next_try__isnull=False).update(next_try=past)
        Notice.objects.filter(next_try__isnull=False).update(next_try=past)
        SandboxEvent.objects.update(due_at=past)
        SandboxCheckout.objects.filter(settles_at__isnull=False).update(settles_at=past)

    return make_due


def status():
    return Tip.objects.get().status


def test_an_event_that_nobody_processed_is_processed(start, press):
    press(start(), "pay")

    call_command("sweep")

    assert status() == Tip.Status.PAID
    assert ProviderEvent.objects.get().outcome == ProviderEvent.Outcome.APPLIED


def test_an_event_is_processed_once(start, press):
    press(start(), "pay")
    event = ProviderEvent.objects.get()
    sweeper.process_event(event.pk)

    assert not sweeper.process_event(event.pk)


def test_a_payment_whose_event_is_lost_is_asked_about(start, press, make_due):
    press(start(), "pay")
    ProviderEvent.objects.all().delete()
    make_due()

    sweeper.sweep()

    assert status() == Tip.Status.PAID


@pytest.mark.parametrize(("action", "end"), [("slow", "paid"), ("slow_fail", "failed")])
def test_a_slow_payment_is_processing_until_it_ends(start, press, make_due, action, end):
    press(start(), action)
    sweeper.sweep()
    assert status() == Tip.Status.PROCESSING

    make_due()
    sweeper.sweep()

    assert status() == end


def test_an_abandoned_checkout_expires(start, make_due):
    start()
    SandboxCheckout.objects.update(expires_at=timezone.now())
    make_due()

    sweeper.sweep()

    assert Payment.objects.get().state == Payment.State.EXPIRED


def test_a_webhook_that_did_not_arrive_is_sent_again(start, press, wire, make_due):
    payment = start()
    wire.faults = ["no connection"]
    press(payment, "pay")
    assert ProviderEvent.objects.count() == 0

    make_due()
    sweeper.sweep()

    assert ProviderEvent.objects.count() == 1


def test_a_start_whose_answer_was_lost_is_found(make_tip, wire, make_due):
    tip = make_tip()
    wire.faults = ["lost answer"]
    with pytest.raises(ProviderUnavailable):
        payments.checkout_url(tip, "sandbox")

    make_due()
    sweeper.sweep()

    payment = Payment.objects.get()
    assert payment.remote_id == SandboxCheckout.objects.get().pk


def test_a_start_that_never_arrived_expires_in_the_end(make_tip, wire, make_due):
    tip = make_tip()
    wire.faults = ["no connection"]
    with pytest.raises(ProviderUnavailable):
        payments.checkout_url(tip, "sandbox")
    Payment.objects.update(created_at=timezone.now() - timedelta(hours=2))

    make_due()
    sweeper.sweep()

    assert Payment.objects.get().state == Payment.State.EXPIRED


def test_a_reader_whose_start_was_lost_starts_the_same_payment(make_tip, wire):
    tip = make_tip()
    wire.faults = ["lost answer"]
    with pytest.raises(ProviderUnavailable):
        payments.checkout_url(tip, "sandbox")

    payments.checkout_url(tip, "sandbox")

    assert Payment.objects.count() == SandboxCheckout.objects.count() == 1


def test_a_refund_whose_answer_was_lost_goes_back_once(pay, wire, make_due):
    payment = pay()
    wire.faults = ["lost answer"]
    with pytest.raises(ProviderUnavailable):
        payments.refund(payment, 200, actor=None, reason="", request_key="r-1")

    make_due()
    sweeper.sweep()

    assert Refund.objects.get().state == Refund.State.SUCCEEDED
    assert Tip.objects.get().refunded_minor == 200


def test_a_refund_seen_before_its_answer_is_the_same_refund(pay, wire):
    payment = pay()
    wire.faults = ["lost answer"]
    with pytest.raises(ProviderUnavailable):
        payments.refund(payment, 200, actor=None, reason="", request_key="r-1")

    payments.bring_up_to_date(payment)

    assert Refund.objects.get().state == Refund.State.SUCCEEDED


def test_a_refund_that_the_provider_refuses_fails(pay):
    payment = pay()
    SandboxCheckout.objects.update(state="failed")

    with pytest.raises(ProviderRefused):
        payments.refund(payment, 200, actor=None, reason="", request_key="r-1")

    assert Refund.objects.get().state == Refund.State.FAILED


def test_an_event_that_keeps_failing_dies_for_a_manager_to_see(start, press, wire, make_due):
    press(start(), "pay")
    ProviderEvent.objects.update(tries=retries.MOST_TRIES - 1)
    wire.faults = ["no connection"]

    sweeper.process_event(ProviderEvent.objects.get().pk)

    event = ProviderEvent.objects.get()
    assert (event.outcome, event.error) == (ProviderEvent.Outcome.DEAD, "ProviderUnavailable")
    assert event.next_try is None


def test_a_dead_event_can_be_replayed(start, press):
    press(start(), "pay")
    ProviderEvent.objects.update(outcome=ProviderEvent.Outcome.DEAD, next_try=None)

    inbox.replay(ProviderEvent.objects.get())
    sweeper.sweep()

    assert status() == Tip.Status.PAID


def test_a_failing_event_waits_longer_each_time(start, press, wire):
    press(start(), "pay")
    ProviderEvent.objects.update(tries=3)
    wire.faults = [503]

    sweeper.process_event(ProviderEvent.objects.get().pk)

    assert ProviderEvent.objects.get().next_try > timezone.now() + timedelta(minutes=7)


def test_an_event_about_nothing_we_know_is_ignored(wire):
    event = WebhookEvent("ev_0", "checkout.succeeded", "no-such", "", False)
    ledger.store_event(event, "sandbox")

    sweeper.sweep()

    assert ProviderEvent.objects.get().outcome == ProviderEvent.Outcome.IGNORED


def test_one_bad_event_does_not_stop_the_others(start, press):
    press(start(), "pay")
    ledger.store_event(WebhookEvent("ev_0", "checkout.succeeded", "co_1", "", False), "gone")

    sweeper.sweep()

    assert status() == Tip.Status.PAID


def test_a_mail_goes_out_once(pay):
    pay()

    sweeper.sweep()
    sweeper.sweep()

    assert [message.to for message in mail.outbox] == [["grace@example.org"]]
    assert Notice.objects.filter(sent_at=None).count() == 0


def test_a_mail_that_nobody_wants_any_more_is_not_called_sent(pay, make_due):
    pay()
    Tip.objects.update(email="")

    make_due()
    sweeper.sweep()

    notice = Notice.objects.get()
    assert (notice.sent_at, notice.next_try, notice.error) == (None, None, "no_address")
    assert mail.outbox == []


def test_a_mail_that_fails_is_sent_later(pay, settings, make_due):
    pay()
    settings.EMAIL_BACKEND = "tests.no_mail.Backend"
    sweeper.sweep()
    assert Notice.objects.filter(error="SMTPServerDisconnected").exists()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_due()
    sweeper.sweep()

    assert len(mail.outbox) == 1
