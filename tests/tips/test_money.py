"""Amounts as text."""

import pytest
from babel.numbers import get_currency_precision

from tips.exceptions import InvalidAmount
from tips.money import CURRENCIES, format_amount, parse_amount


@pytest.mark.parametrize(
    ("text", "currency", "locale", "amount_minor"),
    [
        ("5,5", "EUR", "de", 550),
        ("5.5", "EUR", "en", 550),
        ("5", "EUR", "de", 500),
        (" 5,50 ", "EUR", "de", 550),
        ("005", "EUR", "en", 500),
        ("5.50", "CHF", "de-ch", 550),
        ("500", "JPY", "en", 500),
        ("1500", "KRW", "de", 1500),
        ("1.25", "KWD", "en", 1250),
        ("1000", "EUR", "en", 100_000),
        ("400", "HUF", "en", 40_000),
    ],
)
def test_a_plain_amount_is_read(text, currency, locale, amount_minor):
    assert parse_amount(text, currency, locale) == amount_minor


@pytest.mark.parametrize(
    ("text", "currency", "locale", "code"),
    [
        ("", "EUR", "en", "empty"),
        ("   ", "EUR", "en", "empty"),
        ("-5", "EUR", "en", "sign"),
        ("−5", "EUR", "en", "sign"),
        ("+5", "EUR", "en", "sign"),
        ("0", "EUR", "en", "too_small"),
        ("0,99", "EUR", "de", "too_small"),
        ("1000.01", "EUR", "en", "too_large"),
        ("1000000000000", "EUR", "en", "too_large"),
        ("9" * 5000, "EUR", "en", "too_long"),
        ("1e3", "EUR", "en", "not_digits"),
        ("0x10", "EUR", "en", "not_digits"),
        ("NaN", "EUR", "en", "not_digits"),
        ("Infinity", "EUR", "en", "not_digits"),
        ("5 EUR", "EUR", "en", "not_digits"),
        ("€5", "EUR", "en", "not_digits"),
        ("1_000", "EUR", "en", "not_digits"),
        (".", "EUR", "en", "not_digits"),
        ("٥", "EUR", "en", "foreign_digits"),
        ("５", "EUR", "en", "foreign_digits"),
        ("5²", "EUR", "en", "foreign_digits"),
        ("5.5", "EUR", "de", "decimal_sign"),
        ("5,5", "EUR", "en", "decimal_sign"),
        ("1,000", "EUR", "en", "decimal_sign"),
        ("1.000,00", "EUR", "de", "decimal_sign"),
        ("1 000", "EUR", "en", "decimal_sign"),
        ("5.5.5", "EUR", "en", "decimal_sign"),
        (".5", "EUR", "en", "decimal_sign"),
        ("5.", "EUR", "en", "decimal_sign"),
        ("5.555", "EUR", "en", "decimals"),
        ("5.500", "EUR", "en", "decimals"),
        ("1.2345", "KWD", "en", "decimals"),
        ("500.5", "JPY", "en", "no_decimals"),
        ("500,5", "JPY", "en", "no_decimals"),
        ("5.03", "CHF", "de-ch", "step"),
        ("1.255", "KWD", "en", "step"),
        ("400.50", "HUF", "en", "step"),
    ],
)
def test_anything_else_is_refused(text, currency, locale, code):
    with pytest.raises(InvalidAmount) as refusal:
        parse_amount(text, currency, locale)

    assert refusal.value.code == code


def test_a_refusal_names_the_right_decimal_sign():
    with pytest.raises(InvalidAmount, match="Write “,” before the decimals"):
        parse_amount("5.50", "EUR", "de")


def test_an_offer_may_be_narrower_than_the_currency():
    with pytest.raises(InvalidAmount, match="Enter at least €3.00"):
        parse_amount("2", "EUR", "en", minimum_minor=300)


@pytest.mark.parametrize(
    ("amount_minor", "currency", "locale", "text"),
    [
        (550, "EUR", "en", "€5.50"),
        (550, "EUR", "de", "5,50\xa0€"),
        (500, "JPY", "en", "¥500"),
        (500, "JPY", "de", "500\xa0¥"),
        (1250, "KWD", "en", "KWD1.250"),
        (123_456, "USD", "en", "$1,234.56"),
        (550, "EUR", "xx", "€5.50"),
    ],
)
def test_an_amount_is_written_as_its_readers_do(amount_minor, currency, locale, text):
    assert format_amount(amount_minor, currency, locale) == text


@pytest.mark.parametrize("currency", CURRENCIES.values(), ids=CURRENCIES)
def test_the_registry_agrees_with_babel_and_itself(currency):
    assert currency.exponent == get_currency_precision(currency.code)
    assert currency.minimum_minor % currency.step_minor == 0
    assert currency.maximum_minor % currency.step_minor == 0
    assert 0 < currency.minimum_minor < currency.maximum_minor <= 99_999_999


@pytest.mark.parametrize(
    ("currency", "provider", "amount_minor", "wire"),
    [
        ("EUR", "stripe", 550, 550),
        ("ISK", "stripe", 500, 50_000),
        ("UGX", "stripe", 3000, 300_000),
        ("HUF", "paypal", 40_000, 400),
        ("TWD", "paypal", 3_000, 30),
        ("JPY", "stripe", 500, 500),
    ],
)
def test_an_amount_survives_the_wire(currency, provider, amount_minor, wire):
    money = CURRENCIES[currency]

    assert money.to_wire(amount_minor, provider) == wire
    assert money.from_wire(wire, provider) == amount_minor


def test_an_amount_that_would_lose_decimals_is_not_sent():
    with pytest.raises(ValueError, match="decimals"):
        CURRENCIES["HUF"].to_wire(40_050, "paypal")
