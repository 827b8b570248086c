"""What is asked for once: in a request, or until the content changes.

Whatever is kept is shared by requests and threads: read it, never change it.
"""

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from asgiref.local import Local

from authors import generations

MAX_SECONDS = 300  # in case a change was never heard of, as when somebody wrote SQL by hand
MAX_ENTRIES = 5000
Value = TypeVar("Value")
_request = Local()


@dataclass(frozen=True)
class Kept:
    """What is known of one generation of the content."""

    token: str | None
    until: float
    values: dict[Hashable, Any] = field(default_factory=dict)

    def is_of(self, token: str) -> bool:
        is_full = len(self.values) > MAX_ENTRIES
        return self.token == token and time.monotonic() < self.until and not is_full


_kept = Kept(None, 0)


def begin_request(**kwargs: Any) -> None:
    _request.values = {}


def end_request(**kwargs: Any) -> None:
    _request.values = None


def forget_request() -> None:
    if getattr(_request, "values", None):
        _request.values = {}


def during_request(key: Hashable, make: Callable[[], Value]) -> Value:
    """Return what `make` returned first in this request; outside of one, ask each time."""
    values = getattr(_request, "values", None)
    if values is None:
        return make()
    if key not in values:
        values[key] = make()
    return values[key]


def until_changed(key: Hashable, make: Callable[[], Value]) -> Value:
    """Return what `make` returned since the content changed last."""
    values = shared_values()
    if values is None:
        return during_request(key, make)
    if key not in values:
        values[key] = make()
    return values[key]


def until_readers_add(key: Hashable, make: Callable[[], Value]) -> Value:
    """Return what `make` returned since readers added something, or the content changed, last."""
    token = during_request("readers", lambda: generations.current(generations.READERS))
    if token is None:
        return during_request(key, make)
    return until_changed((key, token), make)


def each_until_changed(
    kind: str, keys: Iterable[int], make: Callable[[list[int]], Mapping[int, Value]]
) -> dict[int, Value]:
    """Return a value for every key; `make` is asked once for all those that aren't known yet.

    It must return a value for each of them.
    """
    wanted = list(dict.fromkeys(keys))
    values = shared_values()
    if values is None:
        return dict(make(wanted)) if wanted else {}
    missing = [key for key in wanted if (kind, key) not in values]
    if missing:
        values.update({(kind, key): value for key, value in make(missing).items()})
    return {key: values[kind, key] for key in wanted}


def shared_values() -> dict[Hashable, Any] | None:
    """Return what this process knows of the present content, or None if it may keep nothing."""
    global _kept
    if generations.in_transaction():
        return None
    token = during_request("generation", lambda: generations.current(generations.CONTENT))
    if token is None:
        return None
    kept = _kept
    if not kept.is_of(token):
        kept = _kept = Kept(token, time.monotonic() + MAX_SECONDS)
    return kept.values
