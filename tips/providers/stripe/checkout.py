"""A checkout of ours as a Checkout Session of Stripe's.

Source: https://docs.stripe.com/api/checkout/sessions/create
"""

import re
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.conf import settings

from tips.exceptions import ProviderRefused
from tips.money import CURRENCIES
from tips.providers.base import Checkout

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams

# Source: https://docs.stripe.com/get-started/account/statement-descriptors. Of 22 characters, up to
# ten are the account's prefix and two stand between.
LONGEST_SUFFIX = 10
LONGEST_NAME = 250
# fmt: off
LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA",
    "hi-IN", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt",
    "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
)
# fmt: on
SUBMIT_TYPES = ("auto", "book", "donate", "pay")
KINDRED = {"zh-hans": "zh", "zh-hant": "zh-TW", "no": "nb", "nn": "nb", "hi": "hi-IN"}


def session_of(checkout: Checkout) -> "SessionCreateParams":
    """Return the parameters of a session. Raise ProviderRefused for an amount Stripe can't take.

    The same checkout always gives the same parameters, so that the key that repeats a request finds
    the first answer. So there is no `expires_at`; Stripe's own is 24 hours, as long as it keeps keys.
    """
    tags = {"payment": checkout.reference, "request_key": checkout.request_key}
    if checkout.payee:
        tags["author"] = checkout.payee
    name = checkout.description.strip()[:LONGEST_NAME] or checkout.reference
    return {
        "mode": "payment",
        "submit_type": submit_type(),
        "client_reference_id": checkout.reference,
        "metadata": tags,
        "payment_intent_data": {
            "description": name,
            "metadata": tags,
            **_share(checkout),  # type: ignore[typeddict-item]  # it may be absent
            **_suffix(checkout.statement_descriptor),  # type: ignore[typeddict-item]  # it may be absent
        },
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": checkout.currency.lower(),
                    "unit_amount": wire_amount(checkout.amount_minor, checkout.currency),
                    "product_data": {"name": name},
                },
            }
        ],
        "locale": locale_of(checkout.locale),
        "success_url": checkout.return_url,
        "cancel_url": checkout.cancel_url,
    }


def submit_type() -> str:
    """Return which word stands on Stripe's button. Not everywhere may a tip be called a donation."""
    return getattr(settings, "STRIPE_SUBMIT_TYPE", "pay")


def wire_amount(amount_minor: int, currency: str) -> int:
    """Return the integer that Stripe wants. Raise ProviderRefused if the currency forbids it."""
    money = CURRENCIES[currency]
    if amount_minor % money.step_minor:
        raise ProviderRefused("amount_step")
    return money.to_wire(amount_minor, "stripe")


def locale_of(language: str) -> str:
    """Return Stripe's name for a language of Django's, or "auto" for the browser's."""
    tag = language.lower().replace("_", "-")
    known = {name.lower(): name for name in LANGUAGES} | KINDRED
    return known.get(tag) or known.get(tag.partition("-")[0]) or "auto"


def statement_suffix(text: str) -> str:
    """Return what of a text may stand behind the account's name on a card statement."""
    latin = re.sub(r"[^A-Z0-9 .&+-]", "", anyascii(text).upper())
    suffix = " ".join(latin.split())[:LONGEST_SUFFIX].strip()
    return suffix if re.search("[A-Z]", suffix) else ""


def _share(checkout: Checkout) -> dict[str, int]:
    """Return what the site keeps. Without an author's account Stripe knows no such thing."""
    share = wire_amount(checkout.platform_fee_minor, checkout.currency)
    return {"application_fee_amount": share} if share and checkout.account else {}


def _suffix(text: str) -> dict[str, str]:
    suffix = statement_suffix(text)
    return {"statement_descriptor_suffix": suffix} if suffix else {}
