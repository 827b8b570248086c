"""What a provider says an account can do becomes our record."""

import logging

from django.db import transaction
from django.utils import timezone

from tips.models import AccountNotice, PayoutAccount
from tips.payouts.rows import lock, owe, settle
from tips.providers.base import AccountTruth

GONE = "gone"
logger = logging.getLogger(__name__)


def record(account: PayoutAccount, truth: AccountTruth) -> PayoutAccount:
    """Bring an account in line with its provider's truth. The same truth again changes nothing."""
    with transaction.atomic():
        account = lock(account)
        is_another = account.remote_id and account.remote_id != truth.remote_id
        if is_another or account.livemode != truth.livemode:
            logger.error("Account %s isn't what its provider reports", account.pk)
            return account
        was_usable = account.is_usable
        account.remote_id = truth.remote_id
        account.takes_payments, account.pays_out = truth.takes_payments, truth.pays_out
        account.problem = truth.problem[:100]
        account.label = truth.label[:100] or account.label
        account.country, account.currency = truth.country[:2], truth.currency[:3].upper()
        _save(account, was_usable)
    return account


def record_gone(account: PayoutAccount) -> PayoutAccount:
    """Note that an account doesn't let us act for it any more."""
    with transaction.atomic():
        account = lock(account)
        was_usable = account.is_usable
        account.takes_payments, account.problem = False, GONE
        _save(account, was_usable)
    return account


def _save(account: PayoutAccount, was_usable: bool) -> None:
    account.checked_at = timezone.now()
    account.save()
    settle(account)
    if was_usable and not account.is_usable:
        owe(account, AccountNotice.Kind.STOPPED)
