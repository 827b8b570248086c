"""How often one client, or one mailbox, may do something; counted in the cache.

`count("tips:starts", client_of(request), ((10, 60), (30, 3600)))` raises LimitReached on the
eleventh start in a minute. What is counted belongs to everybody who comes from the same network,
so the answer should be a 429 that says when to come back.
"""

import ipaddress
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

Limits = Sequence[tuple[int, int]]  # at most so many in so many seconds
# Counts on when the shared cache is down: a limit of each process is better than none.
spare = LocMemCache("authors-limits", {})


@dataclass(frozen=True)
class LimitReached(Exception):  # noqa: N818 - named for what happened
    """Somebody has done something too often."""

    retry_after_seconds: int


def count(action: str, who: str, limits: Limits) -> None:
    """Count one action of a client or mailbox. Raise LimitReached if that is one too many."""
    now = int(time.time())
    for allowed, seconds in limits:
        window, passed = divmod(now, seconds)
        if counted(f"{action}:{who}:{seconds}:{window}", seconds) > allowed:
            raise LimitReached(retry_after_seconds=seconds - passed)


def is_first_in(seconds: int, key: str) -> bool:
    """Return whether nobody asked the same in the last seconds."""
    return counted(f"authors:first:{key}:{int(time.time()) // seconds}", seconds) == 1


def counted(key: str, seconds: int) -> int:
    """Return how often a key has been counted, this time included."""
    try:
        return bump(cache, key, seconds)  # type: ignore[arg-type]  # a proxy of any cache
    except Exception as error:  # noqa: BLE001 - each cache has errors of its own
        logger.warning("The cache doesn't answer (%s); counting in this process", type(error))
        return bump(spare, key, seconds)


def bump(store: LocMemCache, key: str, seconds: int) -> int:
    store.add(key, 0, seconds)
    try:
        return store.incr(key)
    except ValueError:  # it ran out between the two calls
        store.set(key, 1, seconds)
        return 1


def client_of(request: HttpRequest) -> str:
    """Return a keyed hash of the client's network: no address is kept."""
    return fingerprint(network_of(address_of(request)))


def fingerprint(text: str) -> str:
    """Return a keyed hash, for what must be told apart but not be known."""
    return salted_hmac("authors.limits", text, algorithm="sha256").hexdigest()[:32]


def address_of(request: HttpRequest) -> str:
    """Return the address that our own proxies saw. What stands left of it, a client may forge."""
    hops = getattr(settings, "AUTHORS_PROXY_HOPS", 0)
    chain = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if hops and len(chain) >= hops:
        return chain[-hops]
    return request.META.get("REMOTE_ADDR", "")


def network_of(address: str) -> str:
    """Return an IPv4 address as it is and an IPv6 address as its /64, which is one household."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
