"""Caches that are only a help: when one doesn't answer, pages are made without it."""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache.backends import filebased, redis
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

REST_SECONDS = 5  # how long a cache that failed isn't asked again
MISSING = object()


class FailSafe:
    """Answer as an empty cache does when the cache behind fails, and leave it alone for a while.

    Only `incr` and `decr` raise an error, ConnectionError: a limit must know that its count is lost.
    """

    rests_until = 0.0

    def attempt(self, default: Any, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < type(self).rests_until:
            return default
        try:
            return work(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - each kind of cache has errors of its own
            type(self).rests_until = time.monotonic() + REST_SECONDS
            logger.warning("The cache doesn't answer: %s", type(error).__name__)
            return default

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self.attempt(default, super().get, key, default, version)  # type: ignore[misc]

    def get_many(self, keys: Iterable[Any], version: Any = None) -> Any:
        return self.attempt({}, super().get_many, list(keys), version)  # type: ignore[misc]

    def has_key(self, key: Any, version: Any = None) -> Any:
        return self.attempt(False, super().has_key, key, version)  # type: ignore[misc]

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self.attempt(False, super().add, *args, **kwargs)  # type: ignore[misc]

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self.attempt(None, super().set, *args, **kwargs)  # type: ignore[misc]

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        return self.attempt(list(data), super().set_many, data, *args, **kwargs)  # type: ignore[misc]

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self.attempt(False, super().touch, *args, **kwargs)  # type: ignore[misc]

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self.attempt(False, super().delete, *args, **kwargs)  # type: ignore[misc]

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self.attempt(None, super().delete_many, *args, **kwargs)  # type: ignore[misc]

    def clear(self) -> Any:
        return self.attempt(None, super().clear)  # type: ignore[misc]

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> Any:
        counted = self.attempt(None, self.counted, key, delta, version)
        if counted is None:
            raise ConnectionError("The cache doesn't answer.")
        if counted is MISSING:
            raise ValueError(f"Key {key!r} not found")
        return counted

    def counted(self, key: Any, delta: int, version: Any) -> Any:
        try:
            return super().incr(key, delta, version)  # type: ignore[misc]
        except ValueError:
            return MISSING


class RedisCache(FailSafe, redis.RedisCache):
    """Redis or Valkey, asked for a tenth of a second at most."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        once = Retry(NoBackoff(), 0)
        patience = {"socket_timeout": 0.1, "socket_connect_timeout": 0.1, "retry": once}
        params["OPTIONS"] = patience | params.get("OPTIONS", {})
        super().__init__(server, params)


class FileCache(FailSafe, filebased.FileBasedCache):
    """Files that the processes of one machine share, without a server."""
