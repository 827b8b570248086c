"""Who can be tipped now, in which currency and at what price."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from anyascii import anyascii
from django.conf import settings
from wagtail.models import Site

from authors.handles import is_provisional
from authors.models import Author
from tips import states
from tips.fees import Fees, fees_of
from tips.models import Tip, TipPreferences, TipSettings
from tips.money import CURRENCIES
from tips.payees import Accounts, accounts_for
from tips.providers import registry
from tips.providers.base import PaymentProvider

QUANTITIES = (1, 3, 5)
STATEMENT_LENGTH = 22  # Source: https://docs.stripe.com/get-started/account/statement-descriptors


@dataclass(frozen=True)
class Offer:
    """What a reader can give an author now. Amounts are minor units."""

    author: Author
    currency: str
    unit_minor: int
    quantities: tuple[int, ...]
    minimum_minor: int
    maximum_minor: int
    providers: tuple[str, ...]
    statement_descriptor: str  # empty if no card is charged
    livemode: bool
    fees: Mapping[str, Fees | None] = field(default_factory=dict)  # by the providers' keys


def offer_for(author: Author, site: Site | None) -> Offer | None:
    """Return the offer for an author, or None if the author can't be paid now."""
    return offers_for([author], site).get(author.pk)


def offers_for(authors: Iterable[Author], site: Site | None) -> dict[int, Offer]:
    """Return offers by the primary key asked for. Who can't be paid now is missing.

    The number of queries doesn't depend on how many authors there are.
    """
    tip_settings = TipSettings.for_site(site) if site else None
    if tip_settings is None or tip_settings.is_suspended:
        return {}
    current = {author.pk: author.current for author in authors}
    rows = TipPreferences.objects.filter(author__in={author.pk for author in current.values()})
    preferences = {row.author_id: row for row in rows}
    descriptor = statement_descriptor(site, tip_settings)
    accounts = accounts_for(current.values())
    offers = {
        pk: build(author, preferences.get(author.pk), tip_settings, descriptor, accounts[author.pk])
        for pk, author in current.items()
        if not is_provisional(author.handle)
    }
    return {pk: offer for pk, offer in offers.items() if offer}


def build(
    author: Author,
    own: TipPreferences | None,
    site: TipSettings,
    descriptor: str,
    accounts: Accounts,
) -> Offer | None:
    if author.left_on or (own is not None and not own.accepts_tips):
        return None
    currency = (own and own.currency) or site.default_currency
    providers = payable(currency, accounts)
    if currency not in CURRENCIES or not providers:
        return None
    unit_minor = (own and own.unit_minor) or site.default_unit_minor
    limits = [limits_minor(provider, currency) for provider in providers]
    minimum, maximum = min(low for low, _ in limits), max(high for _, high in limits)
    return Offer(
        author=author,
        currency=currency,
        unit_minor=unit_minor,
        quantities=tuple(n for n in QUANTITIES if minimum <= n * unit_minor <= maximum),
        minimum_minor=minimum,
        maximum_minor=maximum,
        providers=tuple(provider.key for provider in providers),
        statement_descriptor=descriptor if any(map(names_on_cards, providers)) else "",
        livemode=providers[0].livemode,
        fees={p.key: fees_of(p, accounts[p.key], currency) for p in providers},
    )


def payable(currency: str, accounts: Accounts) -> list[PaymentProvider]:
    """Return the providers that pay into one of the accounts in a currency, as readers see them.

    Test and real money are never offered together.
    """
    known = [p for p in registry.known_providers() if p.key in accounts]
    ready = [p for p in known if currency in p.currencies()]
    return [p for p in ready if p.livemode == ready[0].livemode]


def limits_minor(provider: PaymentProvider, currency: str) -> tuple[int, int]:
    """Return the smallest and largest amount by both the provider's and our own rules."""
    ours, (low, high) = CURRENCIES[currency], provider.limits_minor(currency)
    return max(low, ours.minimum_minor), min(high, ours.maximum_minor)


def names_on_cards(provider: PaymentProvider) -> bool:
    # A provider of another package may be older than this question.
    return getattr(provider, "names_tips_on_cards", False)


def statement_line(tip: Tip, site: Site | None) -> str:
    """Return what the card statement calls a tip, or nothing if it wasn't paid by card."""
    paid = states.credited(list(tip.payments.all()))
    known = [p for p in registry.known_providers() if paid and p.key == paid.provider]
    return statement_descriptor(site) if any(map(names_on_cards, known)) else ""


def statement_descriptor(site: Site | None, tip_settings: TipSettings | None = None) -> str:
    """Return what stands on a card statement: the site's choice, or its name in Latin letters."""
    if site and tip_settings is None:
        tip_settings = TipSettings.for_site(site)
    if tip_settings and tip_settings.statement_descriptor:
        return tip_settings.statement_descriptor
    name = (site.site_name if site else "") or getattr(settings, "WAGTAIL_SITE_NAME", "")
    latin = re.sub(r"[^A-Za-z0-9 .&+-]", "", anyascii(str(name))).upper().strip()
    return latin[:STATEMENT_LENGTH].strip() if re.search("[A-Z]", latin) else "TIP"
