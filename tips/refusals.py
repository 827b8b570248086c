"""How many events were refused today: many mean a wrong secret, or somebody who tries."""

import logging

from django.core.cache import cache

from authors.limits import counted
from tips.period import today
from tips.providers.registry import known_providers

KEPT_SECONDS = 2 * 24 * 3600
logger = logging.getLogger(__name__)


def note(provider_key: str) -> None:
    """Count a refusal, in the cache: of what may be forged nothing is stored."""
    counted(_key(provider_key), KEPT_SECONDS)


def refused_today() -> int:
    """Return how many there were, of all providers. Without a cache that is unknown, so none."""
    keys = [_key(source.key) for source in known_providers()]
    try:
        return sum(cache.get_many(keys).values())
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own
        logger.warning("The cache doesn't answer (%s)", type(error))
        return 0


def _key(provider_key: str) -> str:
    return f"tips:refused:{provider_key}:{today()}"
