"""What can go wrong with authors and their pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class DuplicateProfile(ValidationError):
    """An author has one profile in a language: a copy or an alias would be a second one."""

    def __init__(self, author: Any) -> None:
        message = _("%(name)s already has a profile in this language.") % {"name": author}
        super().__init__({"author": [message]})
