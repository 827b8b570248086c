"""The bank's own books: what was asked for, what arrived, what went back.

They are the provider's side of a transfer, as a card company's are of a card: people write them, and
the ledger learns of them only by the truth that the provider reports.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from tips.exceptions import TipError
from tips.models import BankCredit, BankRefund, BankTransfer
from tips.providers.bank.reference import new_reference
from tips.providers.base import Checkout

ASKED = ("account", "amount_minor", "currency")
DAYS = 14
NOON = time(12)


class KeyReused(TipError):
    """A request key came back with another request."""


class AlreadySettled(TipError):
    """Just what was asked for has arrived before."""


class NotThere(TipError):
    """There is nothing like that to change any more."""


def open_transfer(checkout: Checkout, livemode: bool, **payee: str) -> BankTransfer:
    """Return the transfer of a request key, new or not. Raise KeyReused."""
    asked = {name: getattr(checkout, name) for name in ASKED}
    days = int(getattr(settings, "TIPS_BANK_DAYS", DAYS))
    fresh = payee | {
        "reference": _unused_reference(),
        "payment_reference": checkout.reference,
        "author_reference": checkout.payee,
        "description": checkout.description[:255],
        "locale": checkout.locale,
        "return_url": checkout.return_url,
        "livemode": livemode,
        "expires_at": timezone.now() + timedelta(days=days),
    }
    transfer, _new = BankTransfer.objects.get_or_create(
        request_key=checkout.request_key, defaults=asked | fresh
    )
    if any(getattr(transfer, name) != value for name, value in asked.items()):
        raise KeyReused(checkout.request_key)
    return transfer


def add_credit(
    pk: str,
    amount_minor: int,
    booked_on: date,
    line_key: str,
    *,
    actor: AbstractBaseUser | None,
    statement: str = "",
) -> BankCredit | None:
    """Note money that arrived. Return None for a line that is noted already. Raise AlreadySettled."""
    with transaction.atomic():
        transfer = _lock(pk)
        if BankCredit.objects.filter(line_key=line_key).exists():
            return None
        if transfer.is_settled:
            raise AlreadySettled(transfer.reference)
        credit = BankCredit.objects.create(
            transfer=transfer,
            line_key=line_key,
            amount_minor=amount_minor,
            booked_on=booked_on,
            happened_at=_moment(booked_on),
            statement=statement[:255],
            confirmed_by=actor,  # type: ignore[misc]  # a host may have its own user model
        )
        _count(transfer)
    return credit


def withdraw_credit(credit_pk: int) -> BankTransfer:
    """Take back a credit noted by mistake. Raise NotThere once the transfer is settled."""
    pk = BankCredit.objects.filter(pk=credit_pk).values_list("transfer_id", flat=True).first()
    if pk is None:
        raise NotThere(credit_pk)
    with transaction.atomic():
        transfer = _lock(pk)
        if transfer.is_settled or not transfer.credits.filter(pk=credit_pk).delete()[0]:
            raise NotThere(credit_pk)
        _count(transfer)
    return transfer


def close(pk: str) -> BankTransfer:
    """Wait no longer. Money that comes nevertheless is still money."""
    with transaction.atomic():
        transfer = _lock(pk)
        if transfer.received_minor or transfer.closed_at:
            raise NotThere(pk)
        transfer.closed_at = timezone.now()
        transfer.save(update_fields=["closed_at", "changed_at"])
    return transfer


def refund(pk: str, amount_minor: int, request_key: str) -> BankRefund | None:
    """Note money sent back, once for each key; None if there isn't so much. Raise KeyReused."""
    with transaction.atomic():
        transfer = _lock(pk)
        if first := BankRefund.objects.filter(request_key=request_key).first():
            if (first.transfer_id, first.amount_minor) != (pk, amount_minor):
                raise KeyReused(request_key)
            return first
        gone = transfer.refunds.aggregate(sum=Sum("amount_minor"))["sum"] or 0
        if not 0 < amount_minor <= transfer.received_minor - gone:
            return None
        transfer.save(update_fields=["changed_at"])
        return BankRefund.objects.create(
            transfer=transfer, amount_minor=amount_minor, request_key=request_key
        )


def _lock(pk: str) -> BankTransfer:
    return BankTransfer.objects.select_for_update().get(pk=pk)


def _count(transfer: BankTransfer) -> None:
    sum_minor = transfer.credits.aggregate(sum=Sum("amount_minor"))["sum"]
    transfer.received_minor = sum_minor or 0
    transfer.save(update_fields=["received_minor", "changed_at"])


def _moment(booked_on: date) -> datetime:
    """Return when money arrived: a bank tells only the day, so its noon, or now if it is today."""
    if booked_on == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(booked_on, NOON))


def _unused_reference() -> str:
    while BankTransfer.objects.filter(reference=(reference := new_reference())).exists():
        pass
    return reference
