"""Which account receives a tip: the author's own where it can, else the site's own."""

from collections.abc import Iterable, Mapping

from django.conf import settings

from authors.models import Author
from tips.models import PayoutAccount
from tips.providers.base import PaymentProvider
from tips.providers.registry import known_providers

SITE = ""  # how the site's own account is written, here and on a payment

Accounts = Mapping[str, str]  # by the keys of the providers that can pay the author now


def account_for(author: Author, source: PaymentProvider) -> str | None:
    """Return the account that a tip would go to now, or None if the provider can't pay the author."""
    return accounts_for([author])[author.pk].get(source.key)


def accounts_for(authors: Iterable[Author]) -> dict[int, Accounts]:
    """Return the accounts of each author by the primary key asked for, in one query.

    The providers stand in the order that readers see.
    """
    asked = {author.pk: author.current.pk for author in authors}
    sources = known_providers()
    own: dict[tuple[int, str], str] = {}
    for row in PayoutAccount.objects.usable().filter(author__in=set(asked.values())):
        if any((row.provider, row.livemode) == (s.key, s.livemode) for s in sources):
            own[row.author_id, row.provider] = row.remote_id
    receiving = {
        pk: {s.key: receiver(s, own.get((current, s.key), SITE)) for s in sources}
        for pk, current in asked.items()
    }
    return {
        pk: {key: account for key, account in accounts.items() if account is not None}
        for pk, accounts in receiving.items()
    }


def receiver(source: PaymentProvider, own: str) -> str | None:
    """Return the author's own account if the provider can use it, else the site's, else None."""
    if own and source.is_ready(own):
        return own
    return SITE if site_receives() and source.is_ready(SITE) else None


def site_receives() -> bool:
    """Return whether tips for authors without an account of their own go to the site's."""
    return bool(getattr(settings, "TIPS_SITE_RECEIVES", True))


def accounts_at(source: PaymentProvider) -> list[str]:
    """Return every account that may have taken tips at a provider, the site's own first."""
    rows = PayoutAccount.objects.filter(provider=source.key, livemode=source.livemode)
    known = rows.exclude(remote_id="").order_by("pk").values_list("remote_id", flat=True)
    return [SITE, *dict.fromkeys(known)]
