"""What an author may type into a profile."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

# Source: https://docs.joinmastodon.org/spec/webfinger/ (an account is user@host)
FEDIVERSE_HANDLE = re.compile(
    r"^@?[A-Za-z0-9_]+(?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?@[a-z0-9-]+(?:\.[a-z0-9-]+)+$"
)
_web_address = URLValidator(schemes=["http", "https"])


def is_safe_link(url: str) -> bool:
    """Return whether a link leads to the web or to a mailbox, without a user name in it."""
    try:
        validate_link(url)
    except ValidationError:
        return False
    return True


def validate_link(url: str) -> None:
    """Refuse everything but http, https and mailto: a `javascript:` link runs in the reader's page."""
    message = _("Enter an address that starts with https://, http:// or mailto:.")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ValidationError(message) from error
    if parts.scheme == "mailto" and "@" in parts.path and not re.search(r"[\s<>]", url):
        return
    if "@" in parts.netloc:
        raise ValidationError(_("An address must not contain a user name."))
    try:
        _web_address(url)
    except ValidationError as error:
        raise ValidationError(message) from error


def validate_fediverse_handle(value: str) -> None:
    if not FEDIVERSE_HANDLE.match(value):
        raise ValidationError(_("Enter a handle such as @ada@example.social."))


def monetization_url(value: str) -> str:
    """Return a wallet's address as the web knows it: `$wallet.example/ada` is short for one.

    Source: https://paymentpointers.org/syntax-resolution/
    """
    if not value.startswith("$"):
        return value
    host, _slash, path = value[1:].partition("/")
    return f"https://{host}/{path or '.well-known/pay'}" if host else ""


def validate_monetization(value: str) -> None:
    message = _("Enter a wallet address such as https://wallet.example/ada or $wallet.example/ada.")
    url = monetization_url(value)
    try:
        URLValidator(schemes=["https"])(url)
        parts = urlsplit(url)
    except (ValidationError, ValueError) as error:
        raise ValidationError(message) from error
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValidationError(message)
