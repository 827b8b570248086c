"""Handles: the stable word for an author in addresses such as /tips/<handle>/."""

import uuid

from anyascii import anyascii
from django.conf import settings
from django.utils.text import slugify

MAX_LENGTH = 60
PROVISIONAL_PREFIX = "new-"
# What stands beside an author's form under /tips/ or /authors/.
RESERVED = {"feed", "new", "sandbox", "status", "webhooks"}


def provisional(author_uuid: uuid.UUID) -> str:
    """Return the handle of an author whose name is not published yet."""
    return f"{PROVISIONAL_PREFIX}{author_uuid.hex}"


def is_provisional(handle: str) -> bool:
    return handle.startswith(PROVISIONAL_PREFIX) and len(handle) == len(PROVISIONAL_PREFIX) + 32


def romanised(name: str) -> str:
    """Return a name in any script in lower-case ASCII words joined by hyphens, or ""."""
    return slugify(anyascii(name))


def slug(name: str) -> str:
    """Return a name in any script as an ASCII slug, never empty."""
    return romanised(name)[:MAX_LENGTH].strip("-") or "author"


def candidates(name: str) -> list[str]:
    """Return handles for a name in any script, the nicest first: ada-lovelace, ada-lovelace-2, …"""
    base = slug(name)
    reserved = RESERVED | set(getattr(settings, "AUTHORS_RESERVED_HANDLES", ()))
    first = [] if base in reserved else [base]
    return first + [f"{base}-{number}" for number in range(2, 1000)]
