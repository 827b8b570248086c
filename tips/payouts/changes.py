"""How an author's account begins, takes over and ends. docs/decisions/whose-account.md says why."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from authors.models import Author
from tips.models import AccountNotice, PayoutAccount
from tips.payouts.rows import State, lock, lock_author, owe, retire, settle
from tips.providers.base import AccountTruth, PaymentProvider

COOL_OFF_HOURS = 72


def cool_off() -> timedelta:
    """Return how long a change waits before it takes effect."""
    return timedelta(hours=getattr(settings, "TIPS_PAYOUT_COOL_OFF_HOURS", COOL_OFF_HOURS))


def begin(
    author: Author, source: PaymentProvider, user: Any, typed: AccountTruth | None = None
) -> PayoutAccount:
    """Write down a new account: typed by the author, or still to be made by the provider.

    The author's first takes over at once, every later one waits. It replaces one that waits
    already; the same account again, or one whose making was never answered, is the one there is.
    """
    with transaction.atomic():
        author = lock_author(author.current.pk)
        here = PayoutAccount.objects.filter(
            author=author, provider=source.key, livemode=source.livemode
        ).exclude(state=State.RETIRED)
        if known := _known(list(here), typed):
            return known
        waits = waits_for(author, source.livemode)
        for other in here.filter(state=State.WAITING) if waits else here:
            retire(other)
        account = PayoutAccount(
            author=author,
            provider=source.key,
            livemode=source.livemode,
            state=State.WAITING if waits else State.CURRENT,
            takes_effect_at=timezone.now() + (cool_off() if waits else timedelta()),
            made_by=user,
            **(_facts(typed) if typed else {}),
        )
        account.save()
        if waits:
            owe(account, AccountNotice.Kind.CHANGING)
        settle(account)
    return account


def waits_for(author: Author, livemode: bool) -> bool:
    """Return whether a new account waits: whether tips have ever gone to one of the author's own."""
    own = PayoutAccount.objects.filter(author=author, livemode=livemode)
    return own.exclude(in_use_since=None).exists()


def cancel(account: PayoutAccount) -> bool:
    """Give up a change that waits. Return whether there was still something to give up."""
    with transaction.atomic():
        account = lock(account)
        if account.state != State.WAITING:
            return False
        retire(account)
        owe(account, AccountNotice.Kind.CANCELLED)
    return True


def disconnect(account: PayoutAccount) -> None:
    """Stop using an account, at once: nobody is kept from stopping."""
    with transaction.atomic():
        account = lock(account)
        was_usable = account.is_usable
        retire(account)
        if was_usable:
            owe(account, AccountNotice.Kind.STOPPED)


def switch_off(account: PayoutAccount, user: Any, reason: str) -> None:
    """Let no tip go to an account, nor let it take over, until a manager switches it on again."""
    with transaction.atomic():
        account = lock(account)
        if account.switched_off_at is None:
            account.switched_off_at = timezone.now()
            account.switched_off_by, account.switched_off_reason = user, reason[:200]
            account.save()
            owe(account, AccountNotice.Kind.STOPPED)


def switch_on(account: PayoutAccount) -> None:
    with transaction.atomic():
        account = lock(account)
        account.switched_off_at = account.switched_off_by = None
        account.switched_off_reason = ""
        account.save()
        settle(account)


def take_over_due() -> int:
    """Let the accounts whose cool-off is over take over. Return how many did."""
    due = list(PayoutAccount.objects.due())
    for account in due:
        with transaction.atomic():
            settle(lock(account))
    return len(due)


def _known(here: list[PayoutAccount], typed: AccountTruth | None) -> PayoutAccount | None:
    """Return the account that a wish for a new one means already."""
    if typed is None:
        return next((account for account in here if not account.remote_id), None)
    same = (a for a in here if (a.remote_id, a.details) == (typed.remote_id, typed.details))
    return next(same, None)


def _facts(typed: AccountTruth) -> dict[str, Any]:
    names = ("remote_id", "label", "details", "country", "currency", "takes_payments", "pays_out")
    return {name: getattr(typed, name) for name in names}
