"""The make-believe provider's own side."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tips import payments
from tips.exceptions import ProviderUnavailable
from tips.models import Payment, ProviderEvent, SandboxCheckout, SandboxEvent, Tip
from tips.providers.sandbox import delivery, signature
from tips.reconciliation.run import reconcile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books_hold")]


@pytest.fixture
def page(client):
    return lambda payment: client.get(payment.redirect_url)


def test_the_checkout_says_what_is_paid_and_that_it_is_a_test(start, page):
    payment = start(locale="de", amount_minor=550)

    answer = page(payment)

    text = answer.content.decode()
    assert "5,50\xa0€" in text
    assert "TEST" in text
    assert "Ada Lovelace" in text
    assert answer.headers["Content-Language"] == "de"


def test_the_checkout_sets_no_cookie(start, page):
    assert not page(start()).cookies


@pytest.mark.parametrize(
    ("action", "state"),
    [
        ("pay", "succeeded"),
        ("slow", "processing"),
        ("slow_fail", "processing"),
        ("decline", "failed"),
        ("expire", "expired"),
        ("cancel", "cancelled"),
    ],
)
def test_each_button_has_its_end(start, press, action, state):
    payment = start()

    answer = press(payment, action)

    assert answer.status_code == 302
    assert f"/tips/status/{payment.tip.token}/" in answer.headers["Location"]
    assert payments.bring_up_to_date(payment).state == state


def test_an_unknown_button_does_nothing(start, press):
    payment = start()

    assert press(payment, "steal").status_code == 200
    assert SandboxCheckout.objects.get().state == "awaiting_reader"


def test_what_has_ended_can_not_be_paid(start, press):
    payment = start()
    press(payment, "cancel")

    press(payment, "pay")

    assert SandboxCheckout.objects.get().state == "cancelled"


def test_an_expired_checkout_can_be_tried_again(start, press):
    payment = start()
    press(payment, "expire")
    payments.bring_up_to_date(payment)

    url = payments.checkout_url(payment.tip, "sandbox")

    assert url != payment.redirect_url
    assert payment.tip.payments.count() == 2


def test_an_open_checkout_is_resumed(start):
    payment = start()

    assert payments.checkout_url(payment.tip, "sandbox") == payment.redirect_url


def test_who_paid_at_another_provider_meanwhile_pays_no_second_time(start, press):
    payment = start()
    press(payment, "pay")

    with pytest.raises(payments.CannotBePaid):
        payments.checkout_url(payment.tip, "sandbox")


@pytest.fixture
def dashboard(admin_client, start, press):
    """Press a button of the payee's own pages at the provider."""

    def dashboard(payment, deed="", **typed):
        url = reverse("tips_service:sandbox_payment", args=[payment.remote_id])
        return admin_client.post(url, {"deed": deed} | typed)

    return dashboard


def test_a_refund_at_the_provider_reaches_the_tip(pay, dashboard):
    payment = pay()

    dashboard(payment, "refund")
    payments.process_event(payment_event(payment))

    assert Tip.objects.get().status == Tip.Status.REFUNDED


def payment_event(payment):
    return ProviderEvent.objects.filter(remote_id=payment.remote_id).latest("pk")


def test_a_slow_payment_can_be_settled_at_once(start, press, dashboard):
    payment = start()
    press(payment, "slow")

    dashboard(payment, "settle")

    assert payments.bring_up_to_date(payment).state == Payment.State.SUCCEEDED


def test_the_dashboard_lists_payments(start, admin_client):
    start()

    answer = admin_client.get(reverse("tips_service:sandbox_dashboard"))

    assert "€5.00" in answer.content.decode()


def test_the_dashboard_is_for_staff(start, client):
    answer = client.get(reverse("tips_service:sandbox_dashboard"))

    assert answer.status_code == 302


@pytest.mark.parametrize("key", ["", "Bearer ", "Bearer wrong", "Basic é"])
def test_the_interface_wants_its_key(wire, client, key):
    answer = client.get("/tips/sandbox/api/checkouts/", headers={"Authorization": key})

    assert answer.status_code == 401


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"{}"])
def test_the_interface_refuses_nonsense(client, body):
    answer = client.post(
        "/tips/sandbox/api/checkouts/",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {signature.api_key()}"},
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "path",
    ["", "checkout/co_1/", "api/checkouts/", "api/checkouts/co_1/", "api/tick/"],
)
def test_where_it_is_not_wanted_there_is_nothing(admin_client, settings, path):
    settings.TIPS_PROVIDERS = []

    assert admin_client.get(f"/tips/sandbox/{path}").status_code == 404


def test_it_is_not_ready_where_make_believe_is_not_allowed(sandbox, settings):
    settings.TIPS_ALLOW_SANDBOX = False

    assert not sandbox.is_ready()


def test_an_event_is_sent_until_it_is_answered(start, press, wire):
    payment = start()
    wire.faults = [503]
    press(payment, "pay")
    event = SandboxEvent.objects.get()
    assert (event.delivered_at, event.tries) == (None, 1)

    delivery.deliver(event)

    event.refresh_from_db()
    assert event.delivered_at is not None


def test_an_event_holds_nothing_about_the_reader(start, press):
    press(start(), "pay")

    body = json.loads(delivery.body_of(SandboxEvent.objects.get()))

    assert body.keys() == {"id", "type", "livemode", "account", "checkout", "created"}


def test_its_page_asks_search_engines_to_stay_away(start):
    assert b"noindex" in Client().get(start().redirect_url).content


@pytest.fixture
def events():
    """What the site has taken in, by type."""
    return lambda: [event.type for event in ProviderEvent.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("weather", "answer", "arrived", "kept"),
    [
        ("now", "200", True, 1),
        ("twice", "200", True, 1),
        ("late", "", False, 0),
        ("hold", "", False, 0),
        ("drop", "", False, 0),
        ("old", "400", False, 0),
        ("forged", "400", False, 0),
    ],
)
def test_each_weather_on_the_checkout_page(start, client, events, weather, answer, arrived, kept):
    payment = start()

    client.post(payment.redirect_url, {"action": "pay", "weather": weather})

    event = SandboxEvent.objects.get()
    assert (event.last_answer, event.delivered_at is not None) == (answer, arrived)
    assert len(events()) == kept


@pytest.mark.parametrize("weather", ["hold", "drop"])
def test_what_is_held_or_lost_never_comes_by_itself(start, client, events, weather):
    client.post(start().redirect_url, {"action": "pay", "weather": weather})

    delivery.deliver_due()

    assert events() == []


def test_a_lost_event_costs_nothing_but_time(start, client):
    payment = start()
    client.post(payment.redirect_url, {"action": "pay", "weather": "drop"})

    assert payments.bring_up_to_date(payment).state == Payment.State.SUCCEEDED


def test_what_is_held_goes_out_by_a_button(start, client, dashboard, events):
    payment = start()
    client.post(payment.redirect_url, {"action": "pay", "weather": "hold"})

    dashboard(payment, event=SandboxEvent.objects.get().pk, weather="now")

    assert events() == ["checkout.succeeded"]


def test_the_latest_goes_first_when_the_order_is_turned_round(start, client, dashboard, events):
    payment = start()
    client.post(payment.redirect_url, {"action": "pay", "weather": "hold"})
    dashboard(payment, "refund", amount="2", weather="hold")

    dashboard(payment, "shuffle")

    assert events() == ["checkout.refunded", "checkout.succeeded"]


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([("refund", "2.00")], "partly_refunded"),
        ([("refund", "")], "refunded"),
        ([("refund_slowly", "")], "paid"),
        ([("refund_slowly", ""), ("refund_arrives", "")], "refunded"),
        ([("refund", ""), ("refund_fails", "")], "paid"),
        ([("dispute", "")], "disputed"),
        ([("dispute", "2.00"), ("lose", "")], "partly_lost"),
        ([("dispute", ""), ("lose", "")], "lost"),
        ([("dispute", ""), ("win", "")], "paid"),
        ([("dispute", ""), ("win", "2.00")], "partly_lost"),
        ([("ask", "")], "paid"),
        ([("ask", ""), ("drop_question", "")], "paid"),
        ([("ask", ""), ("escalate", "")], "disputed"),
        ([("warn", "")], "paid"),
    ],
)
def test_what_befalls_a_payment_reaches_the_tip(pay, dashboard, steps, status):
    payment = pay()

    answers = [dashboard(payment, deed, amount=amount).status_code for deed, amount in steps]

    assert set(answers) == {302}
    assert payments.process_event(payment_event(payment)) == "applied"
    assert Tip.objects.get().status == status


@pytest.mark.parametrize("typed", ["-1", "2,00", "99", "NaN", "0"])
def test_an_amount_that_is_none_is_told_and_does_nothing(pay, dashboard, typed):
    answer = dashboard(pay(), "refund", amount=typed)

    assert answer.status_code == 422
    assert "amount-error" in answer.content.decode()
    assert SandboxCheckout.objects.get().refunds.count() == 0


def test_what_is_not_possible_does_nothing(pay, dashboard):
    dashboard(pay(), "win")

    assert SandboxCheckout.objects.get().disputes.count() == 0


def test_another_payments_event_is_not_found(pay, dashboard):
    first, second = pay(), pay()
    event = SandboxEvent.objects.get(checkout=second.remote_id)

    assert dashboard(first, event=event.pk, weather="now").status_code == 404


def test_a_payments_page_shows_what_can_befall_it(pay, admin_client):
    url = reverse("tips_service:sandbox_payment", args=[pay().remote_id])

    text = admin_client.get(url).content.decode()

    assert "Warn of fraud" in text
    assert "checkout.succeeded" in text


def test_the_command_plays_a_dispute(pay, capsys):
    payment = pay()

    call_command("sandbox_weather", "dispute", payment.remote_id, "--amount", "200")

    assert "dispute open" in capsys.readouterr().out
    assert payments.bring_up_to_date(payment).disputes.get().amount_minor == 200


def test_the_command_holds_and_sends_events(start, client, events):
    client.post(start().redirect_url, {"action": "pay", "weather": "hold"})

    call_command("sandbox_weather", "twice")

    assert events() == ["checkout.succeeded"]


@pytest.mark.parametrize("seed", range(3))
def test_after_a_storm_the_books_agree_with_the_sandbox(pay, seed):
    for _payment in range(3):
        pay()

    call_command("sandbox_weather", "storm", "--seed", str(seed), "--steps", "15")
    call_command("reconcile_tips")

    assert reconcile(timezone.now() - timedelta(days=1)).items.count() == 0


def test_the_command_knows_no_other_payment():
    with pytest.raises(CommandError):
        call_command("sandbox_weather", "dispute", "co_nobody")


def test_the_command_does_nothing_where_make_believe_is_not_allowed(settings):
    settings.TIPS_ALLOW_SANDBOX = False

    with pytest.raises(CommandError):
        call_command("sandbox_weather", "list")


@pytest.mark.parametrize("fault", ["no connection", 404])
def test_a_sandbox_that_is_elsewhere_is_told_to_the_developer(wire, make_tip, caplog, fault):
    wire.spoil(fault)

    with pytest.raises(ProviderUnavailable):
        payments.checkout_url(make_tip(), "sandbox")

    assert "The sandbox isn't at http://testserver. Set WAGTAILADMIN_BASE_URL" in caplog.text
