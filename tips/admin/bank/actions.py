"""What a tip manager does with bank transfers: the bank's books, an event, then the ledger.

Book and event are written in one transaction, so that whatever was confirmed is looked at, if need be
by the sweeper.
"""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from tips import ledger, sweeper
from tips.models import BankCredit, BankTransfer, Payment
from tips.providers.bank import books
from tips.providers.base import WebhookEvent

PROVIDER = "bank"
ACTION = "tips.bank_transfer"


def confirm(
    pk: str,
    amount_minor: int,
    booked_on: date,
    line_key: str,
    *,
    actor: AbstractBaseUser,
    statement: str = "",
) -> BankCredit | None:
    """Note money that arrived. Return None for a line noted before. Raise AlreadySettled."""
    with transaction.atomic():
        credit = books.add_credit(
            pk, amount_minor, booked_on, line_key, actor=actor, statement=statement
        )
        if credit is None:
            return None
        event_pk = _tell(credit.transfer, "transfer.credited", str(credit.pk))
        _log(credit.transfer, "confirmed", amount_minor, actor)
    _look(event_pk)
    return credit


def withdraw(credit: BankCredit, *, actor: AbstractBaseUser) -> None:
    """Take back a confirmation made by mistake. Raise NotThere if it is too late."""
    with transaction.atomic():
        transfer = books.withdraw_credit(credit.pk)
        event_pk = _tell(transfer, "transfer.withdrawn", str(credit.pk))
        _log(transfer, "withdrawn", credit.amount_minor, actor)
    _look(event_pk)


def close(pk: str, *, actor: AbstractBaseUser) -> None:
    """Wait for a transfer no longer. Raise NotThere if there is nothing to wait for."""
    with transaction.atomic():
        transfer = books.close(pk)
        event_pk = _tell(transfer, "transfer.closed", pk)
        _log(transfer, "closed", transfer.amount_minor, actor)
    _look(event_pk)


def _tell(transfer: BankTransfer, kind: str, number: str) -> int | None:
    """Store an event, as a provider's webhook does. Withdrawn credits may come back: so the time."""
    event = WebhookEvent(
        event_id=f"{kind}-{number}-{timezone.now():%Y%m%d%H%M%S%f}",
        type=kind,
        remote_id=transfer.pk,
        account=transfer.account,
        livemode=transfer.livemode,
    )
    stored = ledger.store_event(event, PROVIDER)
    return stored.pk if stored else None


def _look(event_pk: int | None) -> None:
    if event_pk:
        sweeper.process_event(event_pk)


def _log(transfer: BankTransfer, what: str, amount_minor: int, actor: AbstractBaseUser) -> None:
    payment = Payment.objects.filter(uuid=transfer.payment_reference).first()
    if payment:
        data = {"what": what, "amount_minor": amount_minor, "currency": transfer.currency}
        log(instance=payment.tip, action=ACTION, user=actor, data=data)
