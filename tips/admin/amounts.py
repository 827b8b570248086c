"""Amounts in forms: text in, minor units out, and back."""

from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language, to_locale

from tips.money import CURRENCIES, parse_amount


def typed_amount(amount_minor: int, currency: str) -> str:
    """Write an amount as a person would type it, without sign and thousands: 1234.50."""
    money = CURRENCIES[currency]
    pattern = f"0.{'0' * money.exponent}" if money.exponent else "0"
    locale = to_locale(get_language() or "en")
    return format_decimal(money.decimal(amount_minor), format=pattern, locale=locale)


def read_amount(text: str, currency: str, **limits: Any) -> int:
    """Read what somebody typed in the active language as minor units. Raise InvalidAmount."""
    return parse_amount(text, currency, get_language() or "en", **limits)


def currency_choices() -> list[tuple[str, str]]:
    return [(code, code) for code in CURRENCIES]
