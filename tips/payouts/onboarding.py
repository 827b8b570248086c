"""Accounts as a conversation: ask the provider outside any transaction, then write it down."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from authors.bylines import credits_for
from tips.exceptions import AccountGone, ProviderRefused, ProviderUnavailable, UnknownProvider
from tips.models import PayoutAccount
from tips.payouts.capabilities import record, record_gone
from tips.providers.base import AccountWish
from tips.providers.registry import known_providers, provider

LOOK_AGAIN = timedelta(hours=6)
BATCH = 50
State = PayoutAccount.State
logger = logging.getLogger(__name__)


def onboarding_url(account: PayoutAccount, return_url: str, refresh_url: str) -> str:
    """Return where the author goes on, after making the account if it isn't made yet.

    Raise ProviderUnavailable or ProviderRefused.
    """
    source = provider(account.provider)
    if not account.remote_id:
        account = record(account, source.open_account(_wish(account)))
    return source.onboarding_url(account.remote_id, return_url, refresh_url)


def bring_up_to_date(account: PayoutAccount) -> PayoutAccount:
    """Fetch what an account can do now and write it down. Raise ProviderUnavailable or …Refused."""
    if not account.remote_id:
        return account
    try:
        truth = provider(account.provider).fetch_account(account.remote_id)
    except AccountGone:
        return record_gone(account)
    return record(account, truth)


def is_known(provider_key: str, remote_id: str) -> bool:
    """Return whether an account is, or was, one of our authors'. Of others nobody is asked."""
    return PayoutAccount.objects.filter(provider=provider_key, remote_id=remote_id).exists()


def process_event(provider_key: str, remote_id: str, livemode: bool) -> bool:
    """Look at the accounts that an event speaks of. Return whether there are any."""
    named = PayoutAccount.objects.filter(
        provider=provider_key, remote_id=remote_id, livemode=livemode
    )
    accounts = list(named.exclude(state=State.RETIRED))
    for account in accounts:
        bring_up_to_date(account)
    return bool(accounts)


def doubt(provider_key: str, remote_id: str) -> None:
    """Let the sweeper look at an account soon: the provider refused a payment to it."""
    if remote_id:
        PayoutAccount.objects.filter(provider=provider_key, remote_id=remote_id).update(
            checked_at=None
        )


def look_at_due() -> int:
    """Ask about accounts that weren't asked about for long. Return how many were asked about.

    Events tell sooner; this is for those that never come.
    """
    keys = [s.key for s in known_providers() if s.account_form is None]
    unseen = Q(checked_at=None) | Q(checked_at__lt=timezone.now() - LOOK_AGAIN)
    due = PayoutAccount.objects.filter(unseen, provider__in=keys).exclude(state=State.RETIRED)
    accounts = due.exclude(remote_id="").order_by(F("checked_at").asc(nulls_first=True))[:BATCH]
    for account in accounts:
        PayoutAccount.objects.filter(pk=account.pk).update(checked_at=timezone.now())
        with suppress(ProviderUnavailable, ProviderRefused, UnknownProvider):
            bring_up_to_date(account)
    return len(accounts)


def _wish(account: PayoutAccount) -> AccountWish:
    [credit] = credits_for([account.author])
    user = account.author.user
    return AccountWish(
        request_key=account.request_key,
        reference=str(account.uuid),
        name=account.author.name,
        email=user.email if user else "",
        url=credit.profile.full_url if credit.profile else "",
    )
