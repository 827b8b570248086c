"""What payout accounts know about authors, for those who ask."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from authors.mailboxes import same_address
from authors.privacy.personal_data import Keeper
from tips.erasure import keep_email_days
from tips.models import AccountNotice, PayoutAccount


class AccountKeeper(Keeper):
    """Where an author is paid, and the addresses that were told of it.

    The provider's name for an account stays: payments went there, and refunds must find it. An
    account in use stays as well: its author disconnects it first.
    """

    name = "payout_accounts"
    label = gettext_lazy("Payout accounts")

    def export(self, email: str) -> list[dict[str, Any]]:
        return [row_of(account) for account in accounts_of(email).order_by("pk")]

    def erase(self, email: str) -> int:
        told = AccountNotice.objects.filter(same_address("address", email)).delete()[0]
        retired = accounts_of(email).filter(state=PayoutAccount.State.RETIRED)
        return told + sum(blank(account) for account in retired)

    def forget(self) -> int:
        days = keep_email_days()
        if days is None:
            return 0
        old = AccountNotice.objects.filter(created_at__lt=timezone.now() - timedelta(days=days))
        return old.delete()[0]


def accounts_of(email: str) -> Any:
    """Return the accounts of the author whose login has an address."""
    return PayoutAccount.objects.filter(same_address("author__user__email", email))


def blank(account: PayoutAccount) -> bool:
    """Take out what names an account's owner. Return whether there was anything."""
    if not (account.label or account.details):
        return False
    account.label, account.details = "", {}
    account.save(update_fields=["label", "details"])
    return True


def row_of(account: PayoutAccount) -> dict[str, Any]:
    return {
        "provider": account.provider,
        "account": account.remote_id,
        "label": account.label,
        "details": account.details,
        "country": account.country,
        "state": account.state,
        "since": account.in_use_since,
        "made_at": account.created_at,
    }
