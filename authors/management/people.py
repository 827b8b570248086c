"""The address that the commands about a person are given."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email


def valid_address(text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError as error:
        raise CommandError("That is no e-mail address.") from error
    return text.strip()
