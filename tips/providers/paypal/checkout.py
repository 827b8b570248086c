"""A checkout of ours as an order of PayPal's.

Sources: https://developer.paypal.com/docs/api/orders/v2/#orders_create and
https://developer.paypal.com/reference/currency-codes/
"""

import re
from decimal import Decimal, InvalidOperation
from urllib.parse import urljoin

from django.urls import reverse

from tips.exceptions import ProviderRefused
from tips.money import CURRENCIES
from tips.providers.base import Checkout
from tips.providers.paypal.client import Facts

# Of those that PayPal takes, the ones that we know.
# fmt: off
TAKEN = frozenset((
    "AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "JPY", "MXN", "NOK", "NZD",
    "PLN", "SEK", "SGD", "TWD", "USD",
))
# fmt: on
LONGEST_TEXT = 127
LONGEST_DESCRIPTOR = 22
LOCALE = re.compile("[a-z]{2}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
MERCHANT = re.compile("[2-9A-HJ-NP-Z]{13}")
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def order_of(checkout: Checkout) -> Facts:
    """Return the body that asks for an order. Raise ProviderRefused for what PayPal can't take."""
    unit: Facts = {
        # What comes back with the order, so that a payment can be known again.
        "reference_id": checkout.request_key,
        "custom_id": f"{checkout.reference} {checkout.payee}".strip(),
        "description": checkout.description.strip()[:LONGEST_TEXT] or checkout.reference,
        "amount": money(checkout.amount_minor, checkout.currency),
    }
    if descriptor := statement_text(checkout.statement_descriptor):
        unit["soft_descriptor"] = descriptor
    if checkout.account:
        unit["payee"] = payee(checkout.account)
    context: Facts = {
        "return_url": return_url(checkout),
        "cancel_url": checkout.cancel_url,
        "user_action": "PAY_NOW",
        "shipping_preference": "NO_SHIPPING",
    }
    if locale := locale_of(checkout.locale):
        context["locale"] = locale
    return {
        "intent": "CAPTURE",
        "purchase_units": [unit],
        "payment_source": {"paypal": {"experience_context": context}},
    }


def return_url(checkout: Checkout) -> str:
    """Return our page to which PayPal leads back: the money moves only once we ask for it there."""
    path = reverse("tips_service:page", args=["paypal", checkout.reference])
    return urljoin(checkout.return_url, path)


def payee(account: str) -> Facts:
    """Return who is paid: an author's merchant id or e-mail address."""
    if MERCHANT.fullmatch(account):
        return {"merchant_id": account}
    if is_payee(account):
        return {"email_address": account}
    raise ProviderRefused("no_payee")


def is_payee(account: str) -> bool:
    return bool(MERCHANT.fullmatch(account) or (len(account) <= 254 and EMAIL.fullmatch(account)))


def money(amount_minor: int, currency: str) -> Facts:
    """Return an amount in PayPal's writing, with as many decimals as it wants for the currency."""
    if currency not in TAKEN:
        raise ProviderRefused("currency")
    known = CURRENCIES[currency]
    try:
        wire = known.to_wire(amount_minor, "paypal")
    except ValueError as error:
        raise ProviderRefused("amount_step") from error
    value = Decimal(wire).scaleb(-known.wire_exponent("paypal"))
    return {"currency_code": currency, "value": str(value)}


def minor(amount: Facts) -> tuple[int, str]:
    """Return minor units and currency of an amount in PayPal's writing. Raise ValueError."""
    currency, text = str(amount["currency_code"]), str(amount["value"])
    if currency not in CURRENCIES:
        return 0, currency
    try:
        scaled = Decimal(text).scaleb(CURRENCIES[currency].exponent)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if scaled != scaled.to_integral_value():
        raise ValueError(text)
    return int(scaled), currency


def statement_text(text: str) -> str:
    return " ".join(re.sub(r"[^A-Za-z0-9 .*-]", "", text).split())[:LONGEST_DESCRIPTOR].strip()


def locale_of(language: str) -> str:
    """Return a language of Django's as PayPal writes it, which minds the case; "" if it can't."""
    parts = language.replace("_", "-").split("-")
    tag = "-".join(
        [parts[0].lower(), *(p.title() if len(p) == 4 else p.upper() for p in parts[1:])]
    )
    return tag if LOCALE.fullmatch(tag) else ""
