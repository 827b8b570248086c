"""Spreadsheets of tips: amounts that can be summed."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from authors.spreadsheets import Field
from tips.models import Tip
from tips.money import CURRENCIES


def money(name: str) -> Callable[[Tip], Decimal]:
    """Return a reader of an amount, as a decimal of its currency."""
    return lambda tip: CURRENCIES[tip.currency].decimal(getattr(tip, name))


def minor(name: str) -> Callable[[Tip], int]:
    return lambda tip: getattr(tip, name)


MONEY: dict[str, Field] = {
    "currency": Field(_("Currency"), lambda tip: tip.currency),
    "amount": Field(_("Amount"), money("amount_minor")),
    "received": Field(_("Received"), money("received_minor")),
    "fees": Field(_("Fees"), money("fees_minor")),
    "refunded": Field(_("Refunded"), money("given_back_minor")),
    "disputed": Field(_("Taken by banks"), money("taken_minor")),
    "net": Field(_("Net"), money("net_minor")),
    "amount_minor": Field(_("Amount in the smallest unit"), minor("amount_minor")),
    "net_minor": Field(_("Net in the smallest unit"), minor("net_minor")),
}
