"""What becomes of an author's accounts once the author is merged into another."""

from typing import Any

from django.db import transaction

from authors.models import Author
from tips.models import PayoutAccount
from tips.payouts.changes import disconnect
from tips.payouts.rows import State


def follow_merges() -> int:
    """Let accounts of merged authors go with their login, and stop the others. Return how many.

    Without the login that named it, an account would lead another author's tips to somebody whom
    only an editor has chosen.
    """
    left = PayoutAccount.objects.exclude(state=State.RETIRED).exclude(author__merged_into=None)
    accounts = list(left.select_related("author"))
    for account in accounts:
        with transaction.atomic():
            _follow(account)
    return len(accounts)


def follow_later(instance: Author, **_facts: Any) -> None:
    """Look at the accounts as soon as a merge is done. The sweeper finds what this leaves."""
    if instance.merged_into_id:
        transaction.on_commit(follow_merges, robust=True)


def _follow(account: PayoutAccount) -> None:
    survivor = account.author.current
    list(Author.objects.select_for_update().filter(pk__in=[account.author_id, survivor.pk]))
    account.refresh_from_db()
    survivor.refresh_from_db()
    theirs = PayoutAccount.objects.filter(
        author=survivor, provider=account.provider, livemode=account.livemode
    )
    is_theirs = survivor.user_id is not None and account.made_by_id == survivor.user_id
    if is_theirs and not theirs.exclude(state=State.RETIRED).exists():
        account.author = survivor
        account.save(update_fields=["author"])
    else:
        disconnect(account)
