"""Amounts in forms: text in, minor units out, and back."""

from typing import Any

from django.utils.translation import get_language

from tips.money import CURRENCIES, parse_amount, typed_amount

__all__ = ["currency_choices", "read_amount", "typed_amount"]


def read_amount(text: str, currency: str, **limits: Any) -> int:
    """Read what somebody typed in the active language as minor units. Raise InvalidAmount."""
    return parse_amount(text, currency, get_language() or "en", **limits)


def currency_choices() -> list[tuple[str, str]]:
    return [(code, code) for code in CURRENCIES]
