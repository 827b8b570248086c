"""What is known of a client for a while: in the cache, or in this process while the cache is down."""

import logging
from typing import Any

from django.core.cache import cache

from authors.limits import spare

logger = logging.getLogger(__name__)


def remember(key: str, value: Any, seconds: int) -> None:
    try:
        cache.set(key, value, seconds)
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own
        logger.warning("The cache doesn't answer (%s); remembering in this process", type(error))
        spare.set(key, value, seconds)


def recall(key: str) -> Any:
    """Return what was remembered, or None."""
    try:
        return cache.get(key)
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own
        logger.warning("The cache doesn't answer (%s); asking this process", type(error))
        return spare.get(key)
