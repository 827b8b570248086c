"""Questions to Stripe and their answers as plain dictionaries. Source: https://docs.stripe.com/api"""

import logging
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings

from tips.exceptions import ProviderUnavailable
from tips.providers.stripe.errors import in_our_words

TIMEOUT_SECONDS = (3, 10)
# One, as a reader waits meanwhile: two would take longer than a web server lets a worker wait.
RETRIES = 1
PAGE_LENGTH = 100
DOMAINS = ("api", "connect", "files", "meter_events")


def secret_key() -> str:
    return getattr(settings, "STRIPE_SECRET_KEY", "")


def is_live(key: str) -> bool:
    """Return whether a key, whole or restricted, moves real money."""
    return key.startswith(("sk_live_", "rk_live_"))


def api_base() -> str:
    """Return the address of a server that stands in for Stripe, or an empty string."""
    return getattr(settings, "STRIPE_API_BASE", "").rstrip("/")


def stripe_client() -> stripe.StripeClient:
    return _client(secret_key(), api_base())


@lru_cache(maxsize=4)
def _client(key: str, base: str) -> stripe.StripeClient:
    _keep_quiet()
    stripe.enable_telemetry = False  # else it writes an id into the home folder and sends it
    return stripe.StripeClient(
        key,
        max_network_retries=RETRIES,
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        base_addresses=dict.fromkeys(DOMAINS, base) if base else None,  # type: ignore[arg-type]  # keys are checked by the SDK
    )


def _keep_quiet() -> None:
    """Keep the SDK from logging each address and each of Stripe's own texts."""
    logger = logging.getLogger("stripe")
    if logger.level == logging.NOTSET:
        logger.setLevel(logging.WARNING)


def ask(
    method: Callable[..., Any], *arguments: Any, account: str = "", key: str = ""
) -> dict[str, Any]:
    """Call a method of the SDK. `key` is our idempotency key, `account` a connected account."""
    with in_our_words():
        return _plain(method(*arguments, _options(account, key)))


def ask_all(
    method: Callable[..., Any], wanted: dict[str, Any], account: str = ""
) -> Iterator[dict[str, Any]]:
    """Yield everything on a list, page by page, the newest first."""
    with in_our_words():
        page = method({"limit": PAGE_LENGTH} | wanted, _options(account))
        for found in page.auto_paging_iter():
            yield _plain(found)


def _options(account: str, key: str = "") -> dict[str, str]:
    named = {"stripe_account": account, "idempotency_key": key}
    return {name: value for name, value in named.items() if value}


def _plain(answer: Any) -> dict[str, Any]:
    if not isinstance(answer, stripe.StripeObject):
        raise ProviderUnavailable("unreadable")
    return answer.to_dict(for_json=True)
