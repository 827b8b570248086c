"""What is kept of a tip on its way: the provider's fee, as far as it is known before, and our share.

An estimate before the payment: what was really kept, the provider tells afterwards.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.conf import settings

from tips.money import CURRENCIES
from tips.providers.base import PaymentProvider

HUNDRED = Decimal(100)
MOST_PERCENT = 50  # more would leave the author nothing worth a coffee


@dataclass(frozen=True)
class Fees:
    """A provider's schedule for one currency, with the site's share: a percentage and a fixed part."""

    percent: Decimal
    fixed_minor: int
    share_percent: Decimal
    step_minor: int

    @property
    def is_free(self) -> bool:
        return not (self.percent or self.fixed_minor or self.share_percent)

    def kept_minor(self, amount_minor: int) -> int:
        """Return what is likely kept of an amount, never more than all of it."""
        fee = amount_minor * self.percent / HUNDRED + self.fixed_minor
        share = _share_minor(amount_minor, self.share_percent, self.step_minor)
        whole = int(fee.quantize(Decimal(1), rounding=ROUND_HALF_UP))
        return min(whole + share, amount_minor)

    def covering_minor(self, amount_minor: int) -> int:
        """Return what to pay so that an amount arrives: the least that can be paid."""
        rest = 1 - (self.percent + self.share_percent) / HUNDRED
        least = (amount_minor + self.fixed_minor) / rest
        total = int(least // self.step_minor) * self.step_minor
        while total - self.kept_minor(total) < amount_minor:
            total += self.step_minor
        return total


def fees_of(source: PaymentProvider, account: str, currency: str) -> Fees | None:
    """Return what a provider keeps of payments to an account, or None if nobody has told."""
    told = getattr(settings, "TIPS_FEES", {}).get(source.key, {}).get(currency)
    schedule = told or source.fee_schedule(currency)
    if schedule is None:
        return None
    percent, fixed_minor = schedule
    share = platform_percent() if account and source.takes_platform_fee else Decimal(0)
    step_minor = CURRENCIES[currency].step_minor
    return Fees(Decimal(str(percent)), int(fixed_minor), share, step_minor)


def platform_fee_minor(
    source: PaymentProvider, account: str, amount_minor: int, currency: str
) -> int:
    """Return what the site keeps of a payment to an author's own account, rounded down."""
    if not (account and source.takes_platform_fee):
        return 0
    return _share_minor(amount_minor, platform_percent(), CURRENCIES[currency].step_minor)


def platform_percent() -> Decimal:
    return Decimal(str(getattr(settings, "TIPS_PLATFORM_FEE_PERCENT", 0)))


def _share_minor(amount_minor: int, percent: Decimal, step_minor: int) -> int:
    return int(amount_minor * percent / HUNDRED) // step_minor * step_minor


def faults() -> list[str]:
    """Return what in the settings of fees is no fee."""
    found = []
    if not _is_percent(getattr(settings, "TIPS_PLATFORM_FEE_PERCENT", 0)):
        found.append("TIPS_PLATFORM_FEE_PERCENT is no percentage from 0 to 50.")
    for provider, schedules in getattr(settings, "TIPS_FEES", {}).items():
        for currency, schedule in schedules.items():
            if currency not in CURRENCIES or not _is_schedule(schedule):
                found.append(f"TIPS_FEES is wrong for {provider} and {currency}.")
    return found


def _is_schedule(schedule: object) -> bool:
    if not isinstance(schedule, list | tuple) or len(schedule) != 2:
        return False
    percent, fixed_minor = schedule
    return _is_percent(percent) and isinstance(fixed_minor, int) and fixed_minor >= 0


def _is_percent(value: object) -> bool:
    try:
        return 0 <= Decimal(str(value)) <= MOST_PERCENT
    except (InvalidOperation, TypeError):
        return False
