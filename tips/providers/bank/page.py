"""The page that tells a reader what to transfer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tips.models import BankTransfer
from tips.money import format_amount, typed_amount
from tips.providers.bank.account import spaced_iban
from tips.providers.bank.girocode import svg
from tips.providers.bank.reference import spaced


def show(request: HttpRequest, transfer: BankTransfer) -> HttpResponse:
    with translation.override(transfer.locale):
        request.LANGUAGE_CODE = transfer.locale  # type: ignore[attr-defined]  # as the middleware does
        response = render(request, "tips/bank/transfer.html", context_of(transfer))
    response["Content-Language"] = transfer.locale
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response


def context_of(transfer: BankTransfer) -> dict[str, Any]:
    return {
        "transfer": transfer,
        "amount": format_amount(transfer.amount_minor, transfer.currency),
        "code": mark_safe(svg(transfer)),  # noqa: S308  # drawn by segno, of squares only
        "facts": facts_of(transfer),
    }


def facts_of(transfer: BankTransfer) -> list[tuple[str, str, str]]:
    """Return label, text to read and text to paste of each field of a bank's form."""
    typed = typed_amount(transfer.amount_minor, transfer.currency)
    facts = [
        (_("Recipient"), transfer.payee, transfer.payee),
        (_("IBAN"), spaced_iban(transfer.iban), transfer.iban),
        (_("BIC"), transfer.bic, transfer.bic),
        (_("Amount"), format_amount(transfer.amount_minor, transfer.currency), typed),
        (pgettext("bank transfer", "Reference"), spaced(transfer.reference), transfer.reference),
    ]
    return [fact for fact in facts if fact[1]]
