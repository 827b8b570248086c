"""Authors' own accounts at Stripe, which belong to them and not to us.

Each is a connected account with direct charges: the author is the seller, pays Stripe's fees, and
Stripe bears what they lose. Sources: https://docs.stripe.com/connect/direct-charges,
https://docs.stripe.com/api/accounts/create, https://docs.stripe.com/api/account_links
"""

import re
from typing import TYPE_CHECKING, Any

from tips.exceptions import AccountGone, PaymentUnknown, ProviderUnavailable
from tips.providers.base import AccountTruth, AccountWish, reading
from tips.providers.stripe.client import ask, ask_all, is_live, secret_key, stripe_client
from tips.providers.stripe.errors import KeyReused
from tips.providers.stripe.truth import Facts, tag

if TYPE_CHECKING:
    from stripe.params import AccountCreateParams


def is_account(text: str) -> bool:
    return bool(re.fullmatch(r"acct_[A-Za-z0-9]{1,250}", text))


def open_account(wish: AccountWish) -> AccountTruth:
    """Make an account, or return the one that was made with the same request key."""
    try:
        made = ask(stripe_client().v1.accounts.create, _wanted(wish), key=wish.request_key)
    except KeyReused:
        # The words may have changed since the first try, such as the author's e-mail address.
        every = ask_all(stripe_client().v1.accounts.list, {})
        first = next((a for a in every if tag(a, "request_key") == wish.request_key), None)
        if first is None:
            raise
        made = first
    return truth_of(made)


def onboarding_url(account: str, return_url: str, refresh_url: str) -> str:
    """Return Stripe's page for an account. It works once and for minutes, so it has no key."""
    wanted = {
        "account": account,
        "type": "account_onboarding",
        "return_url": return_url,
        "refresh_url": refresh_url,
    }
    url = ask(stripe_client().v1.account_links.create, wanted).get("url")
    if not isinstance(url, str):
        raise ProviderUnavailable("unreadable")
    return url


def fetch(account: str) -> AccountTruth:
    """Return what an account can do. Raise AccountGone if it doesn't know us any more."""
    if not is_account(account):
        raise AccountGone("no_account")
    try:
        return truth_of(ask(stripe_client().v1.accounts.retrieve, account))
    except PaymentUnknown as error:
        raise AccountGone("resource_missing") from error


def truth_of(account: Facts) -> AccountTruth:
    with reading():
        return _truth(account)


def _truth(account: Facts) -> AccountTruth:
    requirements = account.get("requirements") or {}
    takes_cards = (account.get("capabilities") or {}).get("card_payments") == "active"
    return AccountTruth(
        remote_id=account["id"],
        # An account has no mode of its own; it is seen in the mode of the key that asks.
        livemode=is_live(secret_key()),
        takes_payments=bool(account["charges_enabled"]) and takes_cards,
        pays_out=bool(account["payouts_enabled"]),
        label=_name(account),
        problem=str(requirements.get("disabled_reason") or "")[:100],
        country=str(account.get("country") or ""),
        currency=str(account.get("default_currency") or "").upper(),
    )


def _name(account: Facts) -> str:
    """Return the name that the author gave the account, with the end of its id."""
    named = [account.get("business_profile"), (account.get("settings") or {}).get("dashboard")]
    words = [each.get(key) for each in named if each for key in ("name", "display_name")]
    name = next((word for word in words if word), "")
    return f"{name[:60]} (…{account['id'][-6:]})" if name else ""


def _wanted(wish: AccountWish) -> "AccountCreateParams":
    known: dict[str, Any] = {"email": wish.email} if wish.email else {}
    known |= {"business_profile": {"url": wish.url}} if wish.url.startswith("https://") else {}
    return {
        "controller": {
            "stripe_dashboard": {"type": "full"},
            "fees": {"payer": "account"},
            "losses": {"payments": "stripe"},
            "requirement_collection": "stripe",
        },
        "capabilities": {
            "card_payments": {"requested": True},
            "transfers": {"requested": True},
        },
        "metadata": {"account": wish.reference, "request_key": wish.request_key},
        **known,  # type: ignore[typeddict-item]  # both may be absent
    }
