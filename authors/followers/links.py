"""The secret links in mails, on the site that a mail speaks for.

They are signed, not stored: nobody can make one from the database.

A new SECRET_KEY ends those that are out, unless the old one stays in SECRET_KEY_FALLBACKS.
"""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse
from django.utils import translation

from authors.addresses import public_root
from authors.followers.models import Follower

SALT = "authors.followers"
CONFIRM_WITHIN = timedelta(days=7)


def confirm_url(follower: Follower, page: Any = None) -> str:
    """Return the link that confirms what waits for it, once, within a week."""
    token = confirm_signer().sign(f"{follower.uuid.hex}.{follower.nonce}")
    return public_root(page) + path(follower, "confirm", token)


def preferences_url(follower: Follower, page: Any = None) -> str:
    return public_root(page) + preferences_path(follower)


def leave_url(follower: Follower, page: Any = None) -> str:
    return public_root(page) + leave_path(follower)


def preferences_path(follower: Follower) -> str:
    return path(follower, "preferences", signer("preferences").sign(follower.uuid.hex))


def leave_path(follower: Follower) -> str:
    return path(follower, "leave", signer("leave").sign(follower.uuid.hex))


def to_confirm(token: str) -> Follower | None:
    """Return whom a link may confirm, or None if it was used, is too old or not ours."""
    try:
        value = confirm_signer().unsign(token, max_age=CONFIRM_WITHIN)
    except BadSignature:
        return None
    name, _dot, nonce = value.partition(".")
    return follower_named(name, nonce=nonce)


def owner(purpose: str, token: str) -> Follower | None:
    """Return whose preferences a link opens or whom it lets leave; None if they have left.

    Raise BadSignature for a link that isn't ours.
    """
    return follower_named(signer(purpose).unsign(token))


def follower_named(name: str, **more: str) -> Follower | None:
    try:
        return Follower.objects.filter(uuid=name, **more).first()
    except (ValidationError, ValueError):
        return None


def confirm_signer() -> TimestampSigner:
    return TimestampSigner(salt=f"{SALT}.confirm", sep=".")


def signer(purpose: str) -> Signer:
    return Signer(salt=f"{SALT}.{purpose}", sep=".")


def path(follower: Follower, name: str, token: str) -> str:
    with translation.override(follower.language):
        return reverse(f"followers:{name}", args=[token])
