"""What every door to payout accounts does with its rows: lock, let take over, owe mails."""

from datetime import timedelta

from django.utils import timezone

from authors import outbox
from authors.models import Author
from tips.models import AccountNotice, PayoutAccount
from tips.payouts import mails

State = PayoutAccount.State
TOLD_AGAIN = timedelta(days=1)


def lock_author(author_pk: int) -> Author:
    return Author.objects.select_for_update().get(pk=author_pk)


def lock(account: PayoutAccount) -> PayoutAccount:
    """Lock an account's author, then read the account, so that it is as fresh as the lock."""
    author = lock_author(account.author_id)
    fresh = PayoutAccount.objects.get(pk=account.pk)
    fresh.author = author
    return fresh


def retire(account: PayoutAccount) -> None:
    account.state, account.retired_at = State.RETIRED, timezone.now()
    account.save()


def settle(account: PayoutAccount) -> None:
    """Let a locked account take over if its time has come, and note when it is first of use."""
    if account.is_due:
        for before in _beside(account):
            retire(before)
        account.state = State.CURRENT
        account.save()
    if account.is_usable and account.in_use_since is None:
        account.in_use_since = timezone.now()
        account.save()
        owe(account, AccountNotice.Kind.CONNECTED)


def owe(account: PayoutAccount, kind: str) -> None:
    """Owe a mail to the author and the tip managers, at the addresses they have now."""
    for role, address in mails.addresses(account).items():
        notice, is_new = AccountNotice.objects.get_or_create(
            account=account, kind=kind, recipient=role, defaults={"address": address}
        )
        if not is_new and notice.sent_at and notice.sent_at < timezone.now() - TOLD_AGAIN:
            notice.address, notice.sent_at, notice.tries = address, None, 0
            notice.next_try = timezone.now()
            notice.save()
        if notice.sent_at is None:
            outbox.owe(notice)


def _beside(account: PayoutAccount) -> list[PayoutAccount]:
    same = PayoutAccount.objects.filter(
        author=account.author_id, provider=account.provider, livemode=account.livemode
    )
    return list(same.filter(state=State.CURRENT).exclude(pk=account.pk))
