"""What a reader is asked, told and offered before money moves."""

import html
import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from tips import declines, payments, sweeper
from tips.models import Payment, Tip

ADDRESS = "/tips/ada-lovelace/"


@pytest.fixture
def author(home, make_author):
    return make_author("Ada Lovelace")


@pytest.fixture
def send(client, author, wire):
    """Fill in a fresh form, or the one given, and send it."""

    def send(key=None, address=ADDRESS, **typed):
        fields = {"coffees": "3", "visibility": "public", "consent": "on"}
        fields["form_key"] = key or client.get(address).context["form"].initial["form_key"]
        return client.post(address, fields | typed)

    return send


def text_of(response):
    return " ".join(html.unescape(response.content.decode()).replace("\xa0", " ").split())


def key_in(response):
    return response.context["form"].data["form_key"]


# The same again.


def test_the_same_tip_again_is_asked_about(send):
    send()

    answer = send()

    assert answer.status_code == 200
    assert "Again, on purpose?" in text_of(answer)
    assert Tip.objects.count() == 1


def test_who_says_yes_gives_it_again(send):
    send()

    answer = send(key_in(send()))

    assert answer.status_code == 303
    assert Tip.objects.count() == 2


def test_a_yes_counts_for_one_tip(send):
    send()
    send(key_in(send()))

    assert "Again, on purpose?" in text_of(send())


@pytest.mark.parametrize("other", [{"coffees": "5"}, {"coffees": "own", "own_amount": "9.01"}])
def test_another_amount_is_not_asked_about(send, other):
    send()

    assert send(**other).status_code == 303


def test_another_browser_on_the_same_network_is_not_asked(send, client, author):
    send()
    client.defaults["HTTP_USER_AGENT"] = "Another"

    assert send().status_code == 303


def test_after_a_while_nobody_is_asked(send):
    send()
    cache.clear()

    assert send().status_code == 303


def test_the_question_sets_no_cookie_and_names_no_other_tip(send):
    send()

    answer = send()

    assert not answer.cookies
    assert Tip.objects.get().token not in answer.content.decode()


# The fee.


def test_the_form_says_what_is_kept_on_the_way(client, author):
    page = text_of(client.get(ADDRESS))

    assert "of €15.00, about €14.52 arrive (an estimate)" in page


def test_a_fee_set_by_the_site_goes_before_the_providers_own(client, author, settings):
    settings.TIPS_FEES = {"sandbox": {"EUR": ("10", 0)}}

    assert "about €13.50 arrive" in text_of(client.get(ADDRESS))


def test_a_provider_that_keeps_nothing_says_so(client, author, settings):
    settings.TIPS_FEES = {"sandbox": {"EUR": (0, 0)}}

    page = text_of(client.get(ADDRESS))

    assert "nothing is kept on the way" in page
    assert "I cover the fee" not in page


def test_who_covers_the_fee_sees_the_sum_first(send):
    answer = send(cover_fee="on")

    assert "With the fee you pay €9.39: about €0.39" in text_of(answer)
    assert re.search(r'name="cover_fee"[^>]*checked', text_of(answer))
    assert not Tip.objects.exists()


def test_and_pays_it_by_sending_the_form_again(send):
    answer = send(key_in(send(cover_fee="on")), cover_fee="on")

    tip = Tip.objects.get()
    assert answer.status_code == 303
    assert (tip.amount_minor, tip.covered_fee_minor, tip.quantity) == (939, 39, 3)
    assert Payment.objects.get().amount_minor == 939


def test_another_sum_than_the_one_shown_is_shown_first(send):
    key = key_in(send(cover_fee="on"))

    answer = send(key, cover_fee="on", coffees="5")

    assert "With the fee you pay €15.48" in text_of(answer)
    assert not Tip.objects.exists()


def test_who_changes_their_mind_pays_no_fee(send):
    send(key_in(send(cover_fee="on")))

    assert Tip.objects.get().amount_minor == 900


def test_the_status_page_names_the_covered_fee(send, client):
    send(key_in(send(cover_fee="on")), cover_fee="on")

    page = text_of(client.get(f"/tips/status/{Tip.objects.get().token}/"))

    assert "<dt>Of it for the fee</dt><dd>€0.39</dd>" in page


def test_the_sum_with_the_fee_must_be_payable(send):
    answer = send(cover_fee="on", coffees="own", own_amount="1000")

    assert "cover_fee" in answer.context["form"].errors
    assert not Tip.objects.exists()


def test_a_share_of_the_sites_is_covered_as_well(
    send, author, make_account, stripe_stage, settings
):
    settings.STRIPE_CONNECT_WEBHOOK_SECRET = "whsec_connect"
    settings.TIPS_FEES = {"stripe": {"EUR": ("1.5", 25)}}
    settings.TIPS_PLATFORM_FEE_PERCENT = "10"
    make_account(author, "acct_ada", provider="stripe")

    page = text_of(send(cover_fee="on"))

    assert "With the fee you pay €10.45: about €1.45" in page


# Whom, and by which way.


def test_on_an_article_of_two_the_reader_can_choose_whom(client, author, make_author, make_article):
    article = make_article(author, make_author("Charles Babbage"))

    page = client.get(f"{ADDRESS}?page={article.pk}&source=article").content.decode()

    assert f'href="/tips/charles-babbage/?page={article.pk}&amp;source=article"' in page


def test_who_takes_no_tips_is_not_offered(client, author, make_author, make_article):
    article = make_article(author, make_author("Charles Babbage", left_on=timezone.localdate()))

    page = client.get(f"{ADDRESS}?page={article.pk}&source=article").content.decode()

    assert "charles-babbage" not in page


def test_the_box_has_a_button_for_each_who_takes_tips(client, author, make_author, make_article):
    make_article(author, make_author("Charles Babbage"))

    page = client.get("/articles/on-engines/").content.decode()

    assert 'href="/tips/ada-lovelace/?page=' in page
    assert 'href="/tips/charles-babbage/?page=' in page


@pytest.fixture
def two_ways(stripe_stage, settings):
    settings.TIPS_PROVIDERS = ["stripe", "sandbox"]


def test_several_ways_to_pay_stand_in_the_sites_order(client, author, two_ways):
    page = client.get(ADDRESS).content.decode()

    assert re.findall(r'name="provider" value="(\w+)"', page) == ["stripe", "sandbox"]


def test_the_way_chosen_is_the_way_taken(send, two_ways, monkeypatch):
    monkeypatch.undo()  # the real network: the stand-in is a server
    answer = send(provider="stripe")

    assert Payment.objects.get().provider == "stripe"
    assert answer.status_code == 303


def test_after_a_failure_another_way_is_one_click_away(start, press, author, client, settings):
    settings.TIPS_PROVIDERS = ["sandbox", "tests.tips.other_sandbox.Other"]
    payment = start(author=author, message="More!")
    press(payment, "decline")
    page = client.get(f"/tips/status/{payment.tip.token}/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]

    answer = client.post(
        f"/tips/status/{payment.tip.token}/retry/", {"key": key, "provider": "other"}
    )

    assert answer.status_code == 303
    assert [p.provider for p in payment.tip.payments.all()] == ["sandbox", "other"]
    assert Tip.objects.get().message == "More!"


# The truth about payments that don't count.


@pytest.mark.props
def test_a_tip_paid_twice_says_so(start, press, author, client, settings):
    settings.TIPS_PROVIDERS = ["sandbox", "tests.tips.other_sandbox.Other"]
    first = start(author=author)
    payments.checkout_url(first.tip, "other")
    second = first.tip.payments.get(provider="other")
    for payment in (first, second):
        press(payment, "pay")
        payments.bring_up_to_date(payment)

    page = text_of(client.get(f"/tips/status/{first.tip.token}/"))

    assert "You paid twice, perhaps from two windows." in page
    assert "Thank you!" in page
    assert not re.search(r'name="key"', page)


def test_and_when_the_second_went_back(start, press, author, client, settings):
    settings.TIPS_PROVIDERS = ["sandbox", "tests.tips.other_sandbox.Other"]
    first = start(author=author)
    payments.checkout_url(first.tip, "other")
    second = first.tip.payments.get(provider="other")
    for payment in (first, second):
        press(payment, "pay")
        payments.bring_up_to_date(payment)
    second.refresh_from_db()
    payments.refund(second, 500, actor=None, reason="", request_key="refund-1")

    page = text_of(client.get(f"/tips/status/{first.tip.token}/"))

    assert "The second €5.00 went back to you." in page


# Limits.


@pytest.fixture
def declined(send, press):
    """Start tips and have each declined."""

    def declined(times):
        for number in range(times):
            send(coffees="own", own_amount=str(10 + number))
            payment = Payment.objects.order_by("pk").last()
            press(payment, "decline")
            payments.bring_up_to_date(payment)

    return declined


@pytest.fixture
def at_most_two(settings):
    settings.TIPS_DECLINE_LIMIT = (2, 600)


def test_declined_again_and_again_means_waiting(send, declined, at_most_two):
    declined(2)

    answer = send(coffees="own", own_amount="20", name="Grace")

    assert answer.status_code == 429
    assert 500 < int(answer["Retry-After"]) <= 600
    assert "declined in a row" in text_of(answer)
    assert 'value="Grace"' in text_of(answer)
    assert Tip.objects.count() == 2


def test_the_status_page_makes_nobody_quicker(declined, at_most_two, client):
    declined(2)
    url = f"/tips/status/{Tip.objects.first().token}/"
    key = re.search(r'name="key" value="([^"]+)"', client.get(url).content.decode())[1]

    answer = client.post(f"{url}retry/", {"key": key})

    assert answer.status_code == 429
    assert "declined in a row" in text_of(answer)


def test_others_go_on_giving_meanwhile(send, declined, at_most_two, client):
    declined(2)
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"

    assert send(coffees="own", own_amount="20").status_code == 303


def test_a_payment_that_went_through_clears_it(send, declined, at_most_two, press):
    declined(1)
    send()
    paid = Payment.objects.order_by("pk").last()
    press(paid, "pay")
    payments.bring_up_to_date(paid)
    declined(1)

    assert send(coffees="own", own_amount="20").status_code == 303


def test_waiting_helps(send, declined, at_most_two):
    declined(2)
    Payment.objects.update(created_at="2026-01-01T00:00Z")

    assert send(coffees="own", own_amount="20").status_code == 303


def test_many_declines_on_the_site_raise_the_alarm_once(declined, monkeypatch, caplog, settings):
    settings.TIPS_DECLINE_LIMIT = (9, 600)
    monkeypatch.setattr(declines, "ALARM", (2, 600))
    declined(2)

    sweeper.sweep()
    sweeper.sweep()

    assert caplog.text.count("cards may be tried out") == 1
