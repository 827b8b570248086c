"""What is kept of a tip on its way: the provider's fee, as far as it is known before, and our share."""

from decimal import Decimal

from django.conf import settings

from tips.money import CURRENCIES
from tips.providers.base import PaymentProvider

HUNDRED = Decimal(100)


def platform_fee_minor(
    source: PaymentProvider, account: str, amount_minor: int, currency: str
) -> int:
    """Return what the site keeps of a payment to an author's own account, rounded down."""
    percent = platform_percent()
    if not (account and source.takes_platform_fee and percent):
        return 0
    step = CURRENCIES[currency].step_minor
    return int(amount_minor * percent / HUNDRED) // step * step


def platform_percent() -> Decimal:
    return Decimal(str(getattr(settings, "TIPS_PLATFORM_FEE_PERCENT", 0)))
