"""Tokens that change whenever what readers see has changed, so that what was kept is dropped.

They live in the cache that AUTHORS_CACHE names, which all processes of a site must share. Without
one there are no tokens, and nothing is kept from one request to the next.
"""

import logging
import secrets

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db import connections, transaction

logger = logging.getLogger(__name__)

CONTENT = "content"  # pages, authors, pictures, sites, and the settings that pages show
READERS = "readers"  # what readers add to pages: tips, comments
_missed: set[str] = set()


def current(name: str) -> str | None:
    """Return the token of a generation, or None where nothing may be kept."""
    cache = shared_cache()
    if cache is None:
        return None
    try:
        for missed in list(_missed):
            renew(cache, missed)
        token: str | None = cache.get(key(name)) or cache.get_or_set(key(name), new_token, None)
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own
        logger.warning("The cache doesn't answer (%s); nothing is kept", type(error))
        return None
    return None if _missed else token


def bump(name: str = CONTENT) -> None:
    """Begin a new generation, now and again once the transaction is committed.

    What others read between the two is still the old content, under a token that ends with it.
    """
    from authors import memory

    memory.forget_request()
    renew_safely(name)
    if transaction.get_connection().in_atomic_block:
        transaction.on_commit(lambda: renew_safely(name), robust=True)


def renew_safely(name: str) -> None:
    cache = shared_cache()
    if cache is None:
        return
    try:
        renew(cache, name)
    except Exception as error:  # noqa: BLE001 - a page that was published stays published
        logger.warning("The cache doesn't answer (%s); trying again later", type(error))
        _missed.add(name)


def renew(cache: BaseCache, name: str) -> None:
    """Set a new token; a cache that swallows its errors is asked whether it really has it."""
    token = new_token()
    cache.set(key(name), token, None)
    if cache.get(key(name)) == token:
        _missed.discard(name)
    else:
        _missed.add(name)


def in_transaction() -> bool:
    """Tell whether something unfinished may be read; what a test wraps around itself doesn't count."""
    blocks = [
        block for each in connections.all(initialized_only=True) for block in each.atomic_blocks
    ]
    return any(not getattr(block, "_from_testcase", False) for block in blocks)


def shared_cache() -> BaseCache | None:
    alias = getattr(settings, "AUTHORS_CACHE", None)
    return caches[alias] if alias else None


def key(name: str) -> str:
    return f"authors:generation:{name}"


def new_token() -> str:
    return secrets.token_hex(8)
