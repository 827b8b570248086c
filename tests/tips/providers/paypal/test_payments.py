"""A tip goes through PayPal: there, back, and into the books."""

import pytest
from django.utils import timezone

from tests.tips.providers.paypal.conftest import booked
from tips import payments, sweeper
from tips.exceptions import ProviderRefused, ProviderUnavailable
from tips.models import Payment, PayoutAccount, PayPalOrder, Tip
from tips.providers.paypal import client

pytestmark = pytest.mark.django_db
STATE = Payment.State


def captures(at_paypal, order_id):
    path = f"/v2/checkout/orders/{order_id}/capture"
    return [r for r in at_paypal.received if (r.method, r.path) == ("POST", path)]


def test_the_reader_is_led_to_paypals_page(start, at_paypal):
    payment = start()

    assert payment.redirect_url == f"{at_paypal.url}/checkoutnow?token={payment.remote_id}"
    assert payment.state == STATE.AWAITING_READER


def test_coming_back_takes_the_money(start, merchant, come_back, client):
    payment = start()
    merchant.approve(payment.remote_id)

    answer = come_back(payment)

    assert answer["Location"] == f"http://testserver/tips/status/{payment.tip.token}/"
    assert "Thank you" in client.get(answer["Location"]).content.decode()
    assert booked(payment) == [("charge", 500), ("fee", -45)]


def test_the_webhook_alone_takes_the_money(start, merchant, happen):
    payment = happen(merchant.approve(start().remote_id))

    assert payment.tip.status == Tip.Status.PAID
    assert booked(payment) == [("charge", 500), ("fee", -45)]


@pytest.mark.parametrize("first", ["return", "webhook"])
def test_whoever_comes_first_takes_the_money_once(
    start, merchant, happen, come_back, at_paypal, first
):
    payment = start()
    event = merchant.approve(payment.remote_id)
    steps = [lambda: come_back(payment), lambda: happen(event)]

    for step in steps if first == "return" else reversed(steps):
        step()
    sweeper.sweep()

    assert len(captures(at_paypal, payment.remote_id)) == 1
    assert booked(payments.bring_up_to_date(payment)) == [("charge", 500), ("fee", -45)]


def test_two_at_once_use_one_key(start, merchant, at_paypal, adapter):
    payment = start()
    merchant.approve(payment.remote_id)
    at_paypal.faults = ["", "lost answer"]
    with pytest.raises(ProviderUnavailable):
        adapter.fetch(payment.remote_id)
    merchant.get(payment.remote_id)["status"] = "APPROVED"  # as who read it before saw it

    truth = adapter.fetch(payment.remote_id)

    keys = {r.headers["paypal-request-id"] for r in captures(at_paypal, payment.remote_id)}
    assert keys == {f"tip-{payment.uuid}-capture"}
    assert len(captures(at_paypal, payment.remote_id)) == 2
    assert truth.amount_minor == 500


def test_an_order_captured_meanwhile_is_read_again(start, merchant, at_paypal, adapter):
    payment = start()
    merchant.approve(payment.remote_id)
    at_paypal.answers = at_paypal.answers | {
        "captured": (422, '{"details": [{"issue": "ORDER_ALREADY_CAPTURED"}]}')
    }
    merchant.capture_order(payment.remote_id)
    merchant.get(payment.remote_id)["status"] = "APPROVED"
    at_paypal.faults = ["", "captured"]

    truth = adapter.fetch(payment.remote_id)

    assert truth.state == STATE.SUCCEEDED


def test_without_the_payers_consent_no_money_is_taken(start, come_back, at_paypal):
    payment = start()

    answer = come_back(payment)

    assert "/tips/status/" in answer["Location"]
    assert captures(at_paypal, payment.remote_id) == []


def test_a_slow_payment_is_not_paid_before_it_is(start, merchant, happen):
    payment = happen(merchant.approve(start().remote_id, "pending"))

    assert payment.state == STATE.PROCESSING
    assert payment.tip.status == Tip.Status.PROCESSING
    assert booked(payment) == []


def test_a_slow_payment_is_paid_once_it_has_settled(start, merchant, happen):
    payment = happen(merchant.approve(start().remote_id, "pending"))

    payment = happen(merchant.settle(payment.remote_id))

    assert payment.tip.status == Tip.Status.PAID
    assert booked(payment) == [("charge", 500), ("fee", -45)]


def test_a_slow_payment_may_fail(start, merchant, happen):
    payment = happen(merchant.approve(start().remote_id, "pending"))

    payment = happen(merchant.settle(payment.remote_id, "DECLINED"))

    assert payment.state == STATE.FAILED
    assert payment.failure_code == "ECHECK"


def test_a_refused_card_sends_the_payer_back_to_paypal(start, merchant, come_back):
    payment = start()
    merchant.approve(payment.remote_id, "refused")

    answer = come_back(payment)

    assert answer["Location"] == payment.redirect_url
    assert payments.bring_up_to_date(payment).state == STATE.AWAITING_READER


def test_after_a_refused_card_another_pays(start, merchant, come_back, at_paypal):
    payment = start()
    merchant.approve(payment.remote_id, "refused")
    come_back(payment)
    merchant.approve(payment.remote_id)

    come_back(payment)

    assert payments.bring_up_to_date(payment).state == STATE.SUCCEEDED
    first, second = captures(at_paypal, payment.remote_id)
    assert first.headers["paypal-request-id"] != second.headers["paypal-request-id"]


def test_a_refused_card_is_not_tried_again_by_itself(start, merchant, come_back, at_paypal):
    payment = start()
    merchant.approve(payment.remote_id, "refused")
    come_back(payment)
    merchant.get(payment.remote_id)["status"] = "APPROVED"  # PayPal may leave it so

    payments.bring_up_to_date(payment)

    assert len(captures(at_paypal, payment.remote_id)) == 1


def test_paypal_being_down_on_the_way_back_loses_nothing(start, merchant, come_back, at_paypal):
    payment = start()
    merchant.approve(payment.remote_id)
    at_paypal.faults = ["down"]

    answer = come_back(payment)

    assert "/tips/status/" in answer["Location"]
    assert payments.bring_up_to_date(payment).state == STATE.SUCCEEDED


@pytest.mark.parametrize("reference", ["0b6a9f4e-6a52-4ac2-8f0c-0f6a4a2c9d11", "nonsense"])
def test_a_return_to_nothing_is_not_there(at_paypal, client, reference):
    assert client.get(f"/tips/pay/paypal/{reference}/").status_code == 404


def test_an_order_that_paypal_forgot_ends(start, merchant):
    payment = start()
    merchant.orders.clear()
    Payment.objects.update(next_poll="2026-01-01T00:00Z", created_at="2026-01-01T00:00Z")

    sweeper.sweep()

    payment.refresh_from_db()
    assert payment.state == STATE.EXPIRED


def test_a_lost_answer_is_found_by_the_sweeper(make_tip, at_paypal, merchant):
    tip = make_tip()
    at_paypal.faults = ["lost answer"]
    with pytest.raises(ProviderUnavailable):
        payments.checkout_url(tip, "paypal")
    Payment.objects.update(next_poll="2026-01-01T00:00Z")

    sweeper.sweep()

    assert Payment.objects.get().remote_id in merchant.orders
    assert len(merchant.orders) == 1


def test_what_was_never_asked_is_not_asked_a_day_later(make_tip, at_paypal, adapter):
    at_paypal.faults = ["reset"]
    with pytest.raises(ProviderUnavailable):
        payments.checkout_url(make_tip(), "paypal")
    PayPalOrder.objects.update(created_at="2026-01-01T00:00Z")

    assert adapter.find(Payment.objects.get().request_key) is None


def test_another_amount_than_asked_for_is_not_booked(start, merchant, happen):
    payment = start()
    event = merchant.approve(payment.remote_id)
    merchant.get(payment.remote_id)["purchase_units"][0]["amount"]["value"] = "1.00"

    payment = happen(event)

    assert payment.flag == Payment.Flag.MISMATCH
    assert booked(payment) == []


@pytest.mark.parametrize(
    ("currency", "amount_minor", "value"),
    [("EUR", 550, "5.50"), ("HUF", 30_000, "300"), ("JPY", 500, "500"), ("TWD", 5000, "50")],
)
def test_each_currency_is_written_as_paypal_wants_it(
    adapter, merchant, make_checkout, currency, amount_minor, value
):
    order_id = adapter.start(make_checkout(currency=currency, amount_minor=amount_minor)).remote_id

    amount = merchant.get(order_id)["purchase_units"][0]["amount"]
    truth = adapter.fetch(order_id)
    assert amount == {"currency_code": currency, "value": value}
    assert (truth.amount_minor, truth.currency) == (amount_minor, currency)


@pytest.mark.parametrize(
    "facts",
    [
        {"currency": "HUF", "amount_minor": 30_050},
        {"currency": "KWD"},
        {"account": "not an account"},
    ],
)
def test_what_paypal_cannot_take_is_not_asked(adapter, at_paypal, make_checkout, facts):
    with pytest.raises(ProviderRefused):
        adapter.start(make_checkout(**facts))

    assert at_paypal.asked == []


@pytest.mark.parametrize(
    ("language", "told"),
    [("de", "de"), ("pt-br", "pt-BR"), ("zh-hans", "zh-Hans"), ("es_419", "es-419"), ("", None)],
)
def test_languages_are_written_as_paypal_wants_them(
    adapter, merchant, make_checkout, language, told
):
    order_id = adapter.start(make_checkout(locale=language)).remote_id

    assert merchant.get(order_id)["_context"].get("locale") == told


@pytest.fixture
def own_account(at_paypal, make_author):
    """Make an author with a PayPal account of their own."""

    def make(account):
        author = make_author("Bob Own")
        PayoutAccount.objects.create(
            author=author,
            provider="paypal",
            livemode=False,
            remote_id=account,
            takes_payments=True,
            state=PayoutAccount.State.CURRENT,
            takes_effect_at=timezone.now(),
        )
        return author

    return make


@pytest.mark.parametrize(
    ("account", "name"),
    [("BBBBBBBBBBBB2", "merchant_id"), ("bob@example.org", "email_address")],
)
def test_a_tip_goes_to_the_authors_own_account(start, own_account, merchant, happen, account, name):
    payment = start(author=own_account(account))

    payment = happen(merchant.approve(payment.remote_id))

    unit = merchant.get(payment.remote_id)["purchase_units"][0]
    assert unit["payee"][name] == account
    assert (payment.account, payment.tip.status) == (account, Tip.Status.PAID)


def test_money_that_went_to_another_account_is_not_booked(start, own_account, merchant, happen):
    payment = start(author=own_account("BBBBBBBBBBBB2"))
    merchant.get(payment.remote_id)["purchase_units"][0]["payee"]["merchant_id"] = "CCCCCCCCCCCC2"

    payment = happen(merchant.approve(payment.remote_id))

    assert payment.flag == Payment.Flag.MISMATCH


def test_two_authors_with_two_accounts_are_paid_there(start, own_account, merchant):
    start(author=own_account("BBBBBBBBBBBB2"))
    start()

    paid = {o["purchase_units"][0]["payee"]["merchant_id"] for o in merchant.orders.values()}
    assert paid == {"BBBBBBBBBBBB2", "MAGAZ2NE34567"}


@pytest.mark.parametrize("account", ["bob", "bob@", "bbbbbbbbbbbb2", "B" * 14, "a@b.example\n"])
def test_what_is_no_account_takes_no_tip(adapter, account):
    assert not adapter.is_ready(account)


def test_one_token_serves_many_questions(start, at_paypal):
    start()
    start()

    assert at_paypal.tokens == 1


def test_a_token_taken_back_early_is_replaced_once(start, at_paypal, adapter):
    payment = start()
    at_paypal.tokens += 1  # what we hold isn't the latest any more

    assert adapter.fetch(payment.remote_id).remote_id == payment.remote_id
    assert at_paypal.tokens == 3


def test_a_token_about_to_end_is_replaced(start, at_paypal, monkeypatch):
    monkeypatch.setattr(client, "EARLY_SECONDS", 40_000)

    start()
    start()

    assert at_paypal.tokens == 2


def test_wrong_credentials_are_refused(at_paypal, adapter, make_checkout, settings):
    settings.PAYPAL_CLIENT_SECRET = "wrong"

    with pytest.raises(ProviderRefused):
        adapter.start(make_checkout())


def test_the_form_may_lead_to_paypal(client, make_author, home, at_paypal, settings):
    make_author()
    settings.PAYPAL_API_BASE = ""

    answer = client.get("/tips/ada-lovelace/")

    assert "form-action 'self' https://www.sandbox.paypal.com" in answer["Content-Security-Policy"]


@pytest.fixture
def connect(at_paypal, home, make_author, django_user_model, client):
    """Fill in the form of an author's own PayPal account."""
    user = django_user_model.objects.create_superuser("ada", password="engine")
    make_author(user=user)
    client.force_login(user)

    def connect(payee):
        data = {"payee": payee, "password": "engine"}
        return client.post("/admin/my-tips/get-paid/connect/paypal/", data)

    return connect


@pytest.mark.parametrize("payee", ["bob@example.org", " BBBBBBBBBBBB2 "])
def test_an_author_names_an_own_account(connect, adapter, payee):
    connect(payee)

    account = PayoutAccount.objects.get()
    assert account.remote_id == payee.strip()
    assert adapter.is_ready(account.remote_id)


@pytest.mark.parametrize("payee", ["", "bob", "bob@example", "https://paypal.me/bob"])
def test_what_is_no_account_is_told_beside_its_field(connect, payee):
    page = connect(payee)

    assert page.context["form"].errors["payee"]
    assert not PayoutAccount.objects.exists()
