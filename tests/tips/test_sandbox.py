"""The make-believe provider's own side."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tips import payments
from tips.models import Payment, SandboxCheckout, SandboxEvent, Tip
from tips.providers.sandbox import delivery, signature

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

    def dashboard(payment, name):
        url = reverse(f"tips_service:sandbox_dashboard_{name}", args=[payment.remote_id])
        return admin_client.post(url)

    return dashboard


def test_a_refund_at_the_provider_reaches_the_tip(pay, dashboard):
    payment = pay()

    dashboard(payment, "refund")
    payments.process_event(payment_event(payment))

    assert Tip.objects.get().status == Tip.Status.REFUNDED


def payment_event(payment):
    from tips.models import ProviderEvent

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
