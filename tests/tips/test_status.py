"""The status page tells a reader the truth about a tip."""

import html
import re

import pytest
from django.core.cache import cache

from tips import ledger, payments
from tips.models import Payment, Tip, TipPreferences
from tips.views.status_page import INTERVALS


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def author(home, make_author):
    return make_author("Ada Lovelace")


@pytest.fixture
def look(client):
    """Look at the status page of a tip as somebody who has waited long enough."""

    def look(tip, query=""):
        cache.clear()
        return client.get(f"/tips/status/{tip.token}/{query}")

    return look


@pytest.fixture
def paid(start, press, author):
    """A tip that was paid."""

    def paid(**facts):
        payment = start(author=author, **facts)
        press(payment, "pay")
        payments.bring_up_to_date(payment)
        return payment.tip

    return paid


@pytest.fixture
def failed(start, press, author):
    payment = start(author=author)
    press(payment, "decline")
    payments.bring_up_to_date(payment)
    return Tip.objects.get()


def text_of(response):
    return " ".join(html.unescape(response.content.decode()).split())


def key_in(response):
    return re.search(r'name="key" value="([^"]+)"', text_of(response))[1]


def test_a_tip_not_paid_yet_can_be_paid(start, author, look):
    payment = start(author=author)

    page = text_of(look(payment.tip))

    assert "waits for its payment" in page
    assert "Continue to payment" in page


def test_continuing_leads_to_the_same_checkout(start, author, look, client):
    payment = start(author=author)
    key = key_in(look(payment.tip))

    response = client.post(f"/tips/status/{payment.tip.token}/retry/", {"key": key})

    assert (response.status_code, response["Location"]) == (303, payment.redirect_url)
    assert Payment.objects.count() == 1


def test_no_thanks_before_the_money_is_there(start, press, author, look):
    payment = start(author=author)
    press(payment, "slow")

    page = text_of(look(payment.tip))

    assert "being processed" in page
    assert "Thank you" not in page


def test_a_paid_tip_is_thanked_for_with_coffees_and_amount(paid, look):
    tip = paid(quantity=3, amount_minor=900)

    page = text_of(look(tip))

    assert "Thank you!" in page
    assert "Your 3 coffees for Ada Lovelace have arrived: €9.00." in page


def test_the_author_thanks_in_own_words(paid, author, look):
    TipPreferences.objects.create(author=author, thank_you="You kept me awake!")

    assert "You kept me awake!" in text_of(look(paid()))


def test_the_page_speaks_the_language_of_the_tip(paid, look):
    response = look(paid(locale="de", quantity=3, amount_minor=900))

    assert response["Content-Language"] == "de"
    assert "9,00 €" in text_of(response).replace("\xa0", " ")


def test_a_return_from_the_provider_is_checked_there_at_once(start, press, author, look):
    payment = start(author=author)
    press(payment, "pay")

    page = text_of(look(payment.tip))

    assert "Thank you!" in page


def test_a_failed_payment_is_called_so(failed, look):
    page = text_of(look(failed))

    assert "The payment didn’t go through" in page
    assert "Thank you" not in page


def test_a_failed_payment_can_be_tried_again_with_everything_kept(failed, look, client):
    key = key_in(look(failed))

    response = client.post(f"/tips/status/{failed.token}/retry/", {"key": key})

    assert response.status_code == 303
    assert [p.attempt for p in failed.payments.all()] == [1, 2]
    assert response["Location"] == failed.payments.last().redirect_url
    assert Tip.objects.count() == 1


@pytest.mark.parametrize("key", ["", "forged"])
def test_trying_again_without_the_pages_key_starts_nothing(failed, client, key):
    response = client.post(f"/tips/status/{failed.token}/retry/", {"key": key})

    assert (response.status_code, response["Location"]) == (303, f"/tips/status/{failed.token}/")
    assert Payment.objects.count() == 1


@pytest.mark.props
def test_a_paid_tip_is_not_paid_again(failed, look, client):
    key = key_in(look(failed))
    Tip.objects.update(status=Tip.Status.PAID)

    response = client.post(f"/tips/status/{failed.token}/retry/", {"key": key})

    assert response["Location"] == f"/tips/status/{failed.token}/"
    assert Payment.objects.count() == 1


def test_too_many_tries_are_told_the_true_reason(failed, look, client, settings):
    settings.TIPS_START_LIMITS = ((0, 60),)
    key = key_in(look(failed))

    response = client.post(f"/tips/status/{failed.token}/retry/", {"key": key})

    assert response.status_code == 429
    assert Payment.objects.count() == 1


def test_nothing_can_be_paid_to_an_author_who_stopped(failed, author, look):
    TipPreferences.objects.create(author=author, accepts_tips=False)

    assert "Try again" not in text_of(look(failed))


@pytest.mark.parametrize(
    ("amount_minor", "headline"),
    [(200, "A part of your tip was refunded"), (500, "Your tip was refunded")],
)
def test_a_refund_shows(paid, look, amount_minor, headline):
    tip = paid()
    payments.refund(tip.payments.get(), amount_minor, actor=None, reason="", request_key="refund-1")

    assert headline in text_of(look(tip))


def test_money_in_question_is_not_asked_for_again(start, truth, author, look, wire):
    payment = start(author=author)
    ledger.apply(truth(payment, amount_minor=501), "sandbox")
    wire.faults = ["no connection"]

    page = text_of(look(payment.tip))

    assert "Continue to payment" not in page


def test_who_paid_other_money_is_not_told_that_nothing_came(start, truth, author, look, wire):
    payment = start(author=author)
    ledger.apply(truth(payment, amount_minor=payment.amount_minor - 1), "sandbox")
    wire.spoil("no connection")

    page = text_of(look(payment.tip))

    assert "A person looks at your payment" in page
    assert "not paid yet" not in page
    assert "looks again" not in page


def test_money_that_a_person_has_dealt_with_was_not_paid_twice(start, truth, author, look):
    payment = start(author=author)
    ledger.apply(truth(payment, amount_minor=payment.amount_minor - 1), "sandbox")
    ledger.close_mismatch(payment)

    page = text_of(look(payment.tip))

    assert "A person has dealt with that." in page
    assert "paid twice" not in page


def test_who_may_have_paid_is_not_told_that_nothing_was_charged(start, author, look, client, wire):
    tip = start(author=author).tip
    key = key_in(look(tip))
    wire.faults = ["no connection"] * 9

    response = client.post(f"/tips/status/{tip.token}/retry/", {"key": key})

    assert response.status_code == 503
    assert "we don't know yet whether you have paid" in text_of(response)
    assert "Nothing was charged" not in text_of(response)


def test_a_silent_provider_leaves_the_page_up(start, author, look, wire):
    payment = start(author=author)
    wire.faults = ["no connection"] * 9

    response = look(payment.tip)

    assert response.status_code == 200
    assert "waits for its payment" in text_of(response)


def test_asking_the_provider_needs_no_cache(start, press, author, settings):
    payment = start(author=author)
    press(payment, "pay")
    down = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1",
    }
    settings.CACHES = dict.fromkeys(settings.CACHES, down)

    payments.refresh(payment.tip)

    assert Tip.objects.get().status == Tip.Status.PAID


def test_the_page_is_nobody_elses_business(paid, look):
    response = look(paid(email="grace@example.org"))

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "grace@example.org" not in text_of(response)


@pytest.mark.parametrize("token", ["x", "a" * 22, "%00", "..", "🐟"])
def test_a_wrong_token_is_not_found(client, home, token):
    assert client.get(f"/tips/status/{token}/").status_code == 404


@pytest.mark.parametrize("looks", range(len(INTERVALS)))
def test_an_open_page_looks_again_ever_less_often(start, author, look, looks):
    tip = start(author=author).tip

    page = text_of(look(tip, f"?n={looks}"))

    url = f"/tips/status/{tip.token}/?n={looks + 1}"
    assert f'http-equiv="refresh" content="{INTERVALS[looks]};url={url}"' in page


@pytest.mark.parametrize("query", [f"?n={len(INTERVALS)}", "?n=999"])
def test_the_page_stops_looking_after_a_while(start, author, look, query):
    page = text_of(look(start(author=author).tip, query))

    assert "http-equiv" not in page
    assert "Check again" in page


@pytest.mark.parametrize("query", ["?n=x", "?n=-1", "?n=٥", "?n=9999999999"])
def test_a_nonsense_count_starts_from_the_beginning(start, author, look, query):
    assert '?n=1"' in text_of(look(start(author=author).tip, query))


def test_a_finished_page_rests(paid, look):
    assert "http-equiv" not in text_of(look(paid()))


def test_looking_books_nothing_by_itself(start, author, look):
    payment = start(author=author)

    look(payment.tip, "?paid=1&status=paid")

    payment.refresh_from_db()
    assert payment.state == Payment.State.AWAITING_READER


def test_test_money_is_called_test(start, author, look):
    assert "TEST" in text_of(look(start(author=author).tip))
