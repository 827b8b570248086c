"""What a site owner can get wrong with the settings of PayPal."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from tips.providers.paypal.client import LIVE, TEST, api_base, credentials, is_live
from tips.providers.paypal.webhooks import webhook_id

NO_KEY = "No tip can be paid with PayPal. “PayPal” in docs/providers.md says where it is."
NO_WEBHOOK = (
    "Without it nobody tells us about payments, and none can be started. PayPal shows it once you "
    "have added the address /tips/webhooks/paypal/ of this site, see docs/providers.md."
)


def problems(is_deployed: bool) -> list[CheckMessage]:
    """Return what is wrong; for a deployed site, what is missing. Elsewhere that does no harm."""
    return _missing() if is_deployed else _wrong()


def _missing() -> list[CheckMessage]:
    client_id, secret = credentials()
    found: list[CheckMessage] = []
    if not client_id:
        found.append(_error("E001", "PAYPAL_CLIENT_ID isn't set.", NO_KEY))
    if not secret:
        found.append(_error("E002", "PAYPAL_CLIENT_SECRET isn't set.", NO_KEY))
    if not webhook_id():
        found.append(_error("E003", "PAYPAL_WEBHOOK_ID isn't set.", NO_WEBHOOK))
    if api_base() == TEST:
        hint = f"Set PAYPAL_API_BASE={LIVE} for real money, and the three values that belong to it."
        found.append(Warning("PayPal is its sandbox.", hint=hint, id="tips.paypal.W001"))
    if api_base() not in (TEST, LIVE):
        hint = "It would get the credentials. Take it away."
        found.append(_error("E005", "PAYPAL_API_BASE stands in for PayPal.", hint))
    return found


def _wrong() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if is_live() and settings.DEBUG:
        hint = "Use PayPal's sandbox, or switch DEBUG off."
        found.append(_error("E004", "DEBUG is on with PayPal's real address.", hint))
    parts = urlsplit(api_base())
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        hint = f"It is {LIVE}, {TEST}, or the origin of a server that stands in."
        found.append(_error("E006", "PAYPAL_API_BASE is no origin.", hint))
    return found


def _error(code: str, text: str, hint: str) -> CheckMessage:
    return Error(text, hint=hint, id=f"tips.paypal.{code}")
