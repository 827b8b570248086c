"""Currencies, and the two edges where an amount is text: what a reader types and what a page shows.

Sources: ISO 4217; https://docs.stripe.com/currencies; PayPal's list of currency codes.
"""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, format_decimal, get_decimal_symbol
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

from tips.exceptions import InvalidAmount

LONGEST_TEXT = 20


@dataclass(frozen=True)
class Currency:
    """A currency. `minor` is its smallest unit by ISO 4217: 500 is €5.00, or ¥500."""

    code: str
    exponent: int
    minimum_minor: int
    maximum_minor: int
    step_minor: int = 1
    wire_exponents: dict[str, int] = field(default_factory=dict)  # where a provider's differs

    def to_wire(self, amount_minor: int, provider: str) -> int:
        """Convert minor units to the integer a provider wants. Raise ValueError on a remainder."""
        return _shift(amount_minor, self.wire_exponent(provider) - self.exponent)

    def from_wire(self, amount: int, provider: str) -> int:
        return _shift(amount, self.exponent - self.wire_exponent(provider))

    def rounded_from_wire(self, amount: int, provider: str) -> int:
        """Convert what a provider keeps, which may have decimals that no payment can have."""
        places = self.exponent - self.wire_exponent(provider)
        return int(Decimal(amount).scaleb(places).quantize(Decimal(1), ROUND_HALF_UP))

    def wire_exponent(self, provider: str) -> int:
        return self.wire_exponents.get(provider, self.exponent)

    def decimal(self, amount_minor: int) -> Decimal:
        return Decimal(amount_minor).scaleb(-self.exponent)


def _shift(amount: int, places: int) -> int:
    if places >= 0:
        return int(amount * 10**places)
    whole, rest = divmod(amount, 10**-places)
    if rest:
        raise ValueError(f"{amount} has decimals that can't be sent")
    return whole


# Minima lie above the published minima of card providers. Steps: what can be paid out.
CURRENCIES: dict[str, Currency] = {
    currency.code: currency
    for currency in [
        Currency("AUD", 2, 100, 100_000),
        Currency("BRL", 2, 300, 300_000),
        Currency("CAD", 2, 100, 100_000),
        Currency("CHF", 2, 100, 100_000, step_minor=5),
        Currency("CZK", 2, 2_000, 1_500_000, step_minor=100),
        Currency("DKK", 2, 500, 500_000),
        Currency("EUR", 2, 100, 100_000),
        Currency("GBP", 2, 100, 100_000),
        Currency("HKD", 2, 600, 500_000),
        Currency("HUF", 2, 30_000, 30_000_000, step_minor=100, wire_exponents={"paypal": 0}),
        Currency("INR", 2, 5_000, 5_000_000),
        Currency("ISK", 0, 100, 100_000, wire_exponents={"stripe": 2}),
        Currency("JPY", 0, 100, 100_000),
        Currency("KRW", 0, 1_000, 1_000_000),
        Currency("KWD", 3, 300, 300_000, step_minor=10),
        Currency("MXN", 2, 1_500, 1_500_000),
        Currency("NOK", 2, 500, 500_000),
        Currency("NZD", 2, 100, 100_000),
        Currency("PLN", 2, 300, 300_000),
        Currency("SEK", 2, 500, 500_000),
        Currency("SGD", 2, 100, 100_000),
        Currency("TWD", 2, 3_000, 3_000_000, step_minor=100, wire_exponents={"paypal": 0}),
        Currency("UGX", 0, 3_000, 3_000_000, wire_exponents={"stripe": 2}),
        Currency("USD", 2, 100, 100_000),
    ]
}


def format_amount(amount_minor: int, currency: str, locale: str | None = None) -> str:
    """Write an amount as readers of a language do, by default of the active one."""
    amount = CURRENCIES[currency].decimal(amount_minor)
    return format_currency(amount, currency, locale=_babel(locale or get_language() or "en"))


def typed_amount(amount_minor: int, currency: str) -> str:
    """Write an amount as a person would type it, without sign and thousands: 1234.50."""
    money = CURRENCIES[currency]
    pattern = f"0.{'0' * money.exponent}" if money.exponent else "0"
    locale = _babel(get_language() or "en")
    return format_decimal(money.decimal(amount_minor), format=pattern, locale=locale)


def parse_amount(
    text: str,
    currency: str,
    locale: str,
    minimum_minor: int | None = None,
    maximum_minor: int | None = None,
) -> int:
    """Read what a reader typed, strictly, as minor units. Raise InvalidAmount.

    Strictly, because a wrong guess takes the wrong money: 1.500 is one and a half or fifteen hundred.
    """
    money = CURRENCIES[currency]
    amount_minor = _digits(text.strip(), money, get_decimal_symbol(_babel(locale)))
    lowest = money.minimum_minor if minimum_minor is None else minimum_minor
    highest = money.maximum_minor if maximum_minor is None else maximum_minor
    if amount_minor < lowest:
        raise _refusal("too_small", currency, locale, lowest)
    if amount_minor > highest:
        raise _refusal("too_large", currency, locale, highest)
    if amount_minor % money.step_minor:
        raise _refusal("step", currency, locale, money.step_minor)
    return amount_minor


MESSAGES = {
    "empty": _("Enter an amount."),
    "too_long": _("Enter a smaller amount."),
    "sign": _("Enter the amount without a plus or minus sign."),
    "foreign_digits": _("Enter the amount with the digits 0 to 9."),
    "not_digits": _("Enter the amount in digits, such as %(example)s."),
    "decimal_sign": _(
        "Write “%(sign)s” before the decimals and nothing between the thousands, such as %(example)s."
    ),
    "decimals": _("Enter at most %(exponent)s decimals, such as %(example)s."),
    "no_decimals": _("Enter a whole amount: %(currency)s has no decimals."),
    "too_small": _("Enter at least %(limit)s."),
    "too_large": _("Enter at most %(limit)s."),
    "step": _("Enter a multiple of %(limit)s."),
}


def _digits(text: str, money: Currency, sign: str) -> int:
    example = f"5{sign}50"[: 1 if money.exponent == 0 else None]
    facts = {"sign": sign, "example": example, "exponent": money.exponent, "currency": money.code}
    if code := _fault(text, money, sign):
        raise InvalidAmount(MESSAGES[code], code=code, params=facts)
    whole, _sign, decimals = text.partition(sign)
    return int(whole + decimals.ljust(money.exponent, "0"))


def _fault(text: str, money: Currency, sign: str) -> str:
    """Return the code of the first thing wrong with a text, or an empty string."""
    if not text:
        return "empty"
    if len(text) > LONGEST_TEXT:
        return "too_long"
    if text[0] in "+-−":
        return "sign"
    if any(c.isdigit() and not c.isascii() for c in text):
        return "foreign_digits"
    if re.search(r"[^0-9.,'’٫\s]", text) or not re.search("[0-9]", text):
        return "not_digits"
    if not re.fullmatch(rf"[0-9]+({re.escape(sign)}[0-9]+)?", text):
        return "decimal_sign" if money.exponent else "no_decimals"
    decimals = text.partition(sign)[2]
    if len(decimals) > money.exponent:
        return "decimals" if money.exponent else "no_decimals"
    return ""


def _refusal(code: str, currency: str, locale: str, limit_minor: int) -> InvalidAmount:
    limit = format_amount(limit_minor, currency, locale)
    return InvalidAmount(MESSAGES[code], code=code, params={"limit": limit})


def _babel(language: str) -> Locale:
    """Return Babel's locale for one of Django's language codes."""
    try:
        return Locale.parse(to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
