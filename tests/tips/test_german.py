"""A German reader is thanked, asked and comforted in German."""

import html

import pytest
from django.core.cache import cache

from tips import payments


@pytest.fixture
def author(home, make_author):
    return make_author("Ada Lovelace")


@pytest.fixture
def paid(start, press, author):
    def paid(quantity):
        payment = start(author=author, locale="de", quantity=quantity, amount_minor=300 * quantity)
        press(payment, "pay")
        payments.bring_up_to_date(payment)
        return payment

    return paid


@pytest.fixture
def look(client):
    def look(payment):
        cache.clear()
        return text_of(client.get(f"/tips/status/{payment.tip.token}/"))

    return look


def text_of(response):
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.mark.parametrize(
    ("quantity", "sentence"),
    [
        (1, "Dein Kaffee für Ada Lovelace ist angekommen: 3,00 €."),
        (3, "Deine 3 Kaffees für Ada Lovelace sind angekommen: 9,00 €."),
    ],
)
def test_thanks_follow_the_plural(paid, look, quantity, sentence):
    page = look(paid(quantity))

    assert "<h1>Danke!</h1>" in page
    assert sentence in page


def test_a_refund_is_on_its_way_back(paid, look):
    payment = paid(1)
    payments.refund(payment, 300, actor=None, reason="", request_key="key")

    page = look(payment)

    assert "auf dem Weg zurück" in page
    assert "Danke" not in page


def test_the_form_asks_in_german(client, author):
    page = text_of(client.get("/de/tips/ada-lovelace/"))

    assert "Spendier Ada Lovelace einen Kaffee" in page
    assert [text for text in ("1 Kaffee<", "3 Kaffees<", "5 Kaffees<") if text not in page] == []


def test_nothing_is_called_a_donation(client, author):
    page = text_of(client.get("/de/tips/ada-lovelace/"))

    assert "Spende" not in page
