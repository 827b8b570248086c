"""What a site owner can get wrong with the settings of Stripe."""

import re

from django.conf import settings
from django.core.checks import CheckMessage, Error

from tips.providers.stripe.checkout import SUBMIT_TYPES, submit_type
from tips.providers.stripe.client import api_base, is_live, secret_key
from tips.providers.stripe.webhooks import secrets

NO_KEY = "No tip can be paid with Stripe. “Stripe” in docs/providers.md says where the key is."
NO_WEBHOOK = (
    "Without it nobody tells us about payments, and none can be started. Stripe shows it once you "
    "have added the address /tips/webhooks/stripe/ of this site, see docs/providers.md."
)


def problems(is_deployed: bool) -> list[CheckMessage]:
    """Return what is wrong; for a deployed site, what is missing. Elsewhere that does no harm."""
    found = _missing() if is_deployed else _wrong()
    return [Error(text, hint=hint, id=f"tips.stripe.{code}") for code, text, hint in found]


def _missing() -> list[tuple[str, str, str]]:
    found = []
    if not secret_key():
        found.append(("E001", "STRIPE_SECRET_KEY isn't set.", NO_KEY))
    if not secrets():
        found.append(("E002", "STRIPE_WEBHOOK_SECRET isn't set.", NO_WEBHOOK))
    return found


def _wrong() -> list[tuple[str, str, str]]:
    key, found = secret_key(), []
    if key and not re.match(r"(sk|rk)_(test|live)_", key):
        hint = "It begins with sk_test_, sk_live_, rk_test_ or rk_live_."
        found.append(("E003", "STRIPE_SECRET_KEY is no secret key.", hint))
    if is_live(key) and settings.DEBUG:
        hint = "Use a test key, or switch DEBUG off."
        found.append(("E004", "DEBUG is on with a live key of Stripe.", hint))
    if is_live(key) and api_base():
        hint = "It would get the live key. Take one of the two away."
        found.append(("E005", "STRIPE_API_BASE stands in for Stripe.", hint))
    if submit_type() not in SUBMIT_TYPES:
        hint = f"Use one of {', '.join(SUBMIT_TYPES)}."
        found.append(("E006", "STRIPE_SUBMIT_TYPE is unknown to Stripe.", hint))
    return found
