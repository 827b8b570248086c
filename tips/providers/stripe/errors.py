"""Stripe's errors in our words. Its own texts stay out of messages and logs."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from tips.exceptions import (
    AccountGone,
    PaymentUnknown,
    ProviderRefused,
    ProviderUnavailable,
)

logger = logging.getLogger(__name__)
NO_MORE_OURS = (403, "account_invalid")  # once an author has disconnected us
NOT_FOUND, CONFLICT, TOO_MANY, BROKEN = 404, 409, 429, 500


class KeyReused(ProviderRefused):
    """The idempotency key was used before, with other facts."""


class RememberedFailure(ProviderUnavailable):
    """Stripe replays a failure that it remembers by our key: this key won't get further."""


@contextmanager
def in_our_words() -> Iterator[None]:
    """Raise ProviderUnavailable or ProviderRefused for whatever the SDK raises."""
    try:
        yield
    except stripe.StripeError as error:
        logger.warning("Stripe: %s, request %s", code_of(error), error.request_id)
        raise _ours(error) from _without_text(error)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # An answer in JSON, but not of the shape that the SDK takes for granted.
        raise ProviderUnavailable("unreadable") from error


def code_of(error: stripe.StripeError) -> str:
    """Return a short word for an error: Stripe's code if it has one, else the status."""
    told = [error.code, error.error and getattr(error.error, "code", None)]
    words = [
        word for word in told if isinstance(word, str) and re.fullmatch("[a-z0-9_]{1,80}", word)
    ]
    return words[0] if words else f"http_{error.http_status or 'none'}"


def _ours(error: stripe.StripeError) -> ProviderUnavailable | ProviderRefused:
    status, code = error.http_status or 0, code_of(error)
    if isinstance(error, stripe.IdempotencyError):
        return KeyReused(code)
    if status >= BROKEN and _is_replayed(error):
        return RememberedFailure(code)
    if (status, code) == NO_MORE_OURS:
        return AccountGone(code)
    if status == NOT_FOUND or code == "resource_missing":
        return PaymentUnknown(code)
    # An APIError below 400 is an answer that isn't JSON.
    asking_again_helps = status < 400 or status in (CONFLICT, TOO_MANY) or status >= BROKEN
    return ProviderUnavailable(code) if asking_again_helps else ProviderRefused(code)


def _is_replayed(error: stripe.StripeError) -> bool:
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    return headers.get("idempotent-replayed") == "true"


def _without_text(error: stripe.StripeError) -> stripe.StripeError:
    """Return what a traceback in a log may show of an error."""
    name = type(error).__name__
    return stripe.StripeError(name, headers={"request-id": error.request_id or "unknown"})
