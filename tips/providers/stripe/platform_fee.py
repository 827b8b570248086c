"""What the site keeps of a payment to an author's own account: Stripe's application fee.

Source: https://docs.stripe.com/connect/direct-charges#collect-fees
"""

from datetime import UTC, datetime

from tips.money import CURRENCIES
from tips.providers.base import FeeBack, PlatformFee
from tips.providers.stripe.client import ask, stripe_client
from tips.providers.stripe.truth import Facts


def platform_fee_of(charge: Facts) -> PlatformFee | None:
    """Return the application fee of a charge with what of it went back, or None if it has none."""
    if not charge.get("application_fee"):
        return None
    # The fee belongs to the platform, so it is asked for without the author's account.
    wanted = {"expand": ["refunds"]}
    found = ask(stripe_client().v1.application_fees.retrieve, charge["application_fee"], wanted)
    backs = (found.get("refunds") or {}).get("data") or []
    return PlatformFee(
        remote_id=found["id"],
        amount_minor=_minor(found),
        given_back=tuple(
            FeeBack(back["id"], _minor(back), datetime.fromtimestamp(back["created"], UTC))
            for back in sorted(backs, key=lambda back: back["created"])
        ),
    )


def _minor(found: Facts) -> int:
    known = CURRENCIES.get(found["currency"].upper())
    return known.from_wire(found["amount"], "stripe") if known else int(found["amount"])
