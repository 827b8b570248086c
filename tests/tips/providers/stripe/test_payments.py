"""Payments at Stripe, as the adapter starts, reads and finds them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tips import states
from tips.exceptions import PaymentUnknown, ProviderRefused
from tips.money import CURRENCIES

SESSIONS = "/v1/checkout/sessions"


def test_a_payment_starts_on_stripes_page(adapter, standin, make_checkout):
    started = adapter.start(make_checkout())

    assert started.remote_id.startswith("cs_test_")
    assert started.redirect_url.startswith(f"{standin.url}/c/pay/cs_test_")


def test_a_session_says_what_is_paid_and_for_which_payment(adapter, standin, make_checkout):
    checkout = make_checkout()

    adapter.start(checkout)

    [sent] = standin.sent("POST", SESSIONS)
    tags = {"payment": checkout.reference, "request_key": checkout.request_key}
    assert sent == {
        "mode": "payment",
        "submit_type": "pay",
        "client_reference_id": checkout.reference,
        "metadata": tags,
        "payment_intent_data": {
            "description": "Tip for Ada",
            "metadata": tags,
            "statement_descriptor_suffix": "MAGAZINE",
        },
        "line_items": [
            {
                "quantity": "1",
                "price_data": {
                    "currency": "eur",
                    "unit_amount": "500",
                    "product_data": {"name": "Tip for Ada"},
                },
            }
        ],
        "locale": "en",
        "success_url": checkout.return_url,
        "cancel_url": checkout.cancel_url,
    }


def test_the_button_can_say_donate(adapter, standin, make_checkout, settings):
    settings.STRIPE_SUBMIT_TYPE = "donate"

    adapter.start(make_checkout())

    assert standin.sent("POST", SESSIONS)[0]["submit_type"] == "donate"


def test_our_request_key_is_the_idempotency_key(adapter, standin, make_checkout):
    adapter.start(make_checkout(request_key="tip-key-7"))

    assert standin.received[0].headers["idempotency-key"] == "tip-key-7"


def test_the_sdk_tells_nothing_about_this_machine(adapter, standin, started):
    started()
    started(request_key="tip-key-2")

    assert "x-stripe-client-telemetry" not in standin.received[1].headers


def test_the_same_key_starts_one_session(adapter, at_stripe, make_checkout):
    first = adapter.start(make_checkout())

    second = adapter.start(make_checkout())

    assert second == first
    assert len(at_stripe.kind("checkout.session")) == 1


def test_the_same_key_with_another_description_finds_the_first_session(
    adapter, at_stripe, make_checkout
):
    first = adapter.start(make_checkout())

    second = adapter.start(make_checkout(description="Tip for Countess Lovelace"))

    assert second == first
    assert len(at_stripe.kind("checkout.session")) == 1


@pytest.mark.parametrize("facts", [{"amount_minor": 600}, {"currency": "USD"}])
def test_the_same_key_with_another_price_is_refused(adapter, make_checkout, facts):
    adapter.start(make_checkout())

    with pytest.raises(ProviderRefused):
        adapter.start(make_checkout(**facts))


def test_a_session_that_is_over_sends_the_reader_to_the_status_page(
    adapter, at_stripe, make_checkout
):
    checkout = make_checkout()
    at_stripe.expire(adapter.start(checkout).remote_id)

    again = adapter.start(make_checkout(description="Tip for Countess Lovelace"))

    assert again.redirect_url == checkout.return_url


@pytest.mark.parametrize(
    ("currency", "amount_minor", "wire"),
    [
        ("EUR", 500, 500),
        ("JPY", 500, 500),
        ("ISK", 500, 50_000),
        ("UGX", 3_000, 300_000),
        ("KWD", 5_120, 5_120),
        ("HUF", 40_000, 40_000),
        ("TWD", 3_000, 3_000),
    ],
)
def test_amounts_go_out_and_come_back_in_stripes_units(
    adapter, standin, started, currency, amount_minor, wire
):
    session = started(currency=currency, amount_minor=amount_minor)
    standin.account.pay(session, fee=None)

    [sent] = standin.sent("POST", SESSIONS)
    truth = adapter.fetch(session)
    assert sent["line_items"][0]["price_data"]["unit_amount"] == str(wire)
    assert (truth.amount_minor, truth.currency) == (amount_minor, currency)


def test_a_fee_with_decimals_that_its_currency_lacks_is_rounded(adapter, standin, started):
    session = started(currency="ISK", amount_minor=500)
    standin.account.pay(session, fee=1_450)

    truth = adapter.fetch(session)

    assert (truth.state, truth.fee_minor) == ("succeeded", 15)


@pytest.mark.parametrize(("currency", "amount_minor"), [("KWD", 5_124), ("HUF", 40_050)])
def test_an_amount_that_cant_be_paid_out_is_not_sent(
    adapter, standin, make_checkout, currency, amount_minor
):
    with pytest.raises(ProviderRefused, match="amount_step"):
        adapter.start(make_checkout(currency=currency, amount_minor=amount_minor))

    assert standin.received == []


def test_an_amount_below_stripes_minimum_is_refused(adapter, make_checkout):
    with pytest.raises(ProviderRefused, match="amount_too_small"):
        adapter.start(make_checkout(amount_minor=10))


@pytest.mark.parametrize(
    ("currency", "lowest", "highest"),
    [("EUR", 50, 99_999_999), ("ISK", 100, 999_999), ("JPY", 50, 99_999_999)],
)
def test_limits_are_stripes_own(adapter, currency, lowest, highest):
    assert adapter.limits_minor(currency) == (lowest, highest)


@pytest.mark.parametrize("currency", sorted(CURRENCIES))
def test_our_smallest_amount_is_large_enough_for_stripe(adapter, currency):
    lowest, _highest = adapter.limits_minor(currency)

    assert lowest <= CURRENCIES[currency].minimum_minor


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("de", "de"),
        ("de-at", "de"),
        ("pt-br", "pt-BR"),
        ("zh-hant", "zh-TW"),
        ("zh_Hans", "zh"),
        ("no", "nb"),
        ("gsw", "auto"),
        ("", "auto"),
    ],
)
def test_stripes_page_speaks_the_readers_language(
    adapter, standin, make_checkout, language, locale
):
    adapter.start(make_checkout(locale=language))

    assert standin.sent("POST", SESSIONS)[0]["locale"] == locale


@pytest.mark.parametrize(
    ("descriptor", "suffix"),
    [
        ("Coffee", "COFFEE"),
        ('<Caf\\é> "Größe"*', "CAFE GROSS"),
        ("A very long name of a magazine", "A VERY LON"),
        ("Кофе", "KOFE"),
    ],
)
def test_card_statements_get_letters_that_stripe_takes(
    adapter, standin, make_checkout, descriptor, suffix
):
    adapter.start(make_checkout(statement_descriptor=descriptor))

    [sent] = standin.sent("POST", SESSIONS)
    assert sent["payment_intent_data"]["statement_descriptor_suffix"] == suffix


@pytest.mark.parametrize("descriptor", ["", "2026", "***"])
def test_a_descriptor_without_letters_is_left_out(adapter, standin, make_checkout, descriptor):
    adapter.start(make_checkout(statement_descriptor=descriptor))

    [sent] = standin.sent("POST", SESSIONS)
    assert "statement_descriptor_suffix" not in sent["payment_intent_data"]


def test_a_new_session_waits_for_the_reader(adapter, started, make_checkout):
    truth = adapter.fetch(started())

    assert truth.state == states.AWAITING
    assert truth.reference == make_checkout().reference
    assert (truth.amount_minor, truth.currency, truth.livemode) == (500, "EUR", False)
    assert (truth.paid_at, truth.fee_minor, truth.refunds) == (None, None, ())


def test_a_paid_session_tells_charge_time_and_fee(adapter, at_stripe, started):
    session = started()
    at_stripe.pay(session, fee=45)

    truth = adapter.fetch(session)

    [charge] = at_stripe.kind("charge")
    assert truth.state == states.SUCCEEDED
    assert truth.charge_id == charge["id"]
    assert truth.paid_at == datetime.fromtimestamp(charge["created"], UTC)
    assert (truth.fee_minor, truth.fee_id) == (45, charge["balance_transaction"])


def test_a_fee_that_isnt_booked_yet_is_not_known(adapter, at_stripe, started):
    session = started()
    at_stripe.pay(session, fee=None)

    truth = adapter.fetch(session)

    assert (truth.state, truth.fee_minor) == (states.SUCCEEDED, None)


def test_a_fee_in_another_currency_is_not_guessed(adapter, at_stripe, started):
    session = started(currency="USD")
    at_stripe.pay(session, fee=45, fee_currency="eur")

    truth = adapter.fetch(session)

    assert (truth.fee_minor, truth.fee_id) == (None, "")


def test_a_bank_debit_is_processing_until_it_settles(adapter, at_stripe, started):
    session = started()
    at_stripe.pay_slowly(session)

    before = adapter.fetch(session).state
    at_stripe.settle(session)

    assert (before, adapter.fetch(session).state) == (states.PROCESSING, states.SUCCEEDED)


def test_a_bank_debit_that_bounces_has_failed(adapter, at_stripe, started):
    session = started()
    at_stripe.pay_slowly(session)
    at_stripe.bounce(session)

    truth = adapter.fetch(session)

    assert (truth.state, truth.failure_code) == (states.FAILED, "insufficient_funds")


def test_an_expired_session_is_expired(adapter, at_stripe, started):
    session = started()
    at_stripe.expire(session)

    assert adapter.fetch(session).state == states.EXPIRED


def test_a_payment_is_found_by_its_intent_too(adapter, at_stripe, started):
    session = started()
    at_stripe.pay(session)

    truth = adapter.fetch(at_stripe.get(session)["payment_intent"])

    assert (truth.remote_id, truth.state) == (session, states.SUCCEEDED)


def test_the_reference_on_a_payment_link_is_not_ours(adapter, at_stripe, started):
    session = started()
    at_stripe.get(session)["metadata"] = {}

    assert adapter.fetch(session).reference == ""


def test_another_applications_session_can_be_read(adapter, at_stripe, started):
    session = started()
    at_stripe.get(session).update(metadata=None, currency="bgn", amount_total=None)

    truth = adapter.fetch(session)

    assert (truth.reference, truth.currency, truth.amount_minor) == ("", "BGN", 0)


@pytest.mark.parametrize("remote_id", ["", "cs_", "cs_test_nobody", "pi_nobody", "cs_/../x", "7"])
def test_a_payment_that_stripe_doesnt_have_is_unknown(adapter, standin, remote_id):
    with pytest.raises(PaymentUnknown):
        adapter.fetch(remote_id)


@pytest.mark.parametrize("remote_id", ["", "cs_", "cs_/../x", "../sessions"])
def test_what_is_no_id_is_never_sent(adapter, standin, remote_id):
    with pytest.raises(PaymentUnknown):
        adapter.fetch(remote_id)

    assert standin.received == []


def test_a_payment_is_found_by_our_key(adapter, started):
    session = started(request_key="tip-key-2")
    started(request_key="tip-key-3")

    assert adapter.find("tip-key-2").remote_id == session


def test_a_key_that_never_arrived_finds_nothing(adapter, started):
    started()

    assert adapter.find("tip-key-9") is None


def test_reconciliation_lists_every_payment_of_ours_the_oldest_first(
    adapter, at_stripe, started, monkeypatch
):
    monkeypatch.setattr("tips.providers.stripe.client.PAGE_LENGTH", 2)
    sessions = [started(request_key=f"tip-key-{number}") for number in range(5)]
    at_stripe.get(sessions[3])["metadata"] = {}

    truths = list(adapter.list_since(timezone.now() - timedelta(hours=1)))

    assert [truth.remote_id for truth in truths] == [*sessions[:3], sessions[4]]


def test_reconciliation_lists_an_old_payment_that_changed(adapter, at_stripe, started):
    at_stripe.lag = 3 * 86400
    session = started()
    started(request_key="tip-key-2")
    at_stripe.pay(session)
    at_stripe.lag = 0
    at_stripe.refund(session, 200)

    truths = list(adapter.list_since(timezone.now() - timedelta(days=1)))

    assert [truth.remote_id for truth in truths] == [session]
    assert truths[0].refunds[0].amount_minor == 200


def test_reconciliation_lists_a_payment_with_many_events_once(adapter, at_stripe, started):
    session = started()
    at_stripe.pay(session)
    at_stripe.refund(session, 100)
    at_stripe.refund(session, 100)

    truths = list(adapter.list_since(timezone.now() - timedelta(hours=1)))

    assert [truth.remote_id for truth in truths] == [session]


def test_reconciliation_lists_an_old_payment_with_many_events_once(adapter, at_stripe, started):
    at_stripe.lag = 3 * 86400
    session = started()
    at_stripe.lag = 0
    at_stripe.pay(session)
    at_stripe.refund(session, 100)

    truths = list(adapter.list_since(timezone.now() - timedelta(days=1)))

    assert [truth.remote_id for truth in truths] == [session]


@pytest.mark.parametrize(
    ("key", "livemode"), [("sk_live_1", True), ("rk_live_1", True), ("sk_test_1", False)]
)
def test_the_key_decides_whether_money_is_real(adapter, settings, key, livemode):
    settings.STRIPE_SECRET_KEY = key

    assert adapter.livemode is livemode


@pytest.mark.parametrize(
    ("changes", "is_ready"),
    [
        ({}, True),
        ({"STRIPE_SECRET_KEY": ""}, False),
        ({"STRIPE_WEBHOOK_SECRET": ""}, False),
        ({"STRIPE_WEBHOOK_SECRET": " , "}, False),
        ({"STRIPE_SECRET_KEY": "sk_live_1", "DEBUG": True}, False),
    ],
)
def test_a_payment_starts_only_with_keys_and_secret(adapter, settings, changes, is_ready):
    [setattr(settings, name, value) for name, value in changes.items()]

    assert adapter.is_ready() is is_ready
