"""What can go wrong with authors and their pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class DuplicateProfile(ValidationError):
    """An author has one profile in a language: a copy or an alias would be a second one."""

    def __init__(self, author: Any) -> None:
        message = _("%(name)s already has a profile in this language.") % {"name": author}
        super().__init__({"author": [message]})


class UnknownRelation(LookupError):
    """A host's model has no relation of this name; the message lists those it has."""

    def __init__(self, name: str, model: Any) -> None:
        relations = sorted(f.name for f in model._meta.get_fields() if f.related_model)
        super().__init__(
            f"{model._meta.label} has no relation “{name}”, but {', '.join(relations) or 'none'}."
        )


class AlreadyInvited(ValidationError):
    """Somebody else has invited this address, or linked an account, at the same time."""

    def __init__(self) -> None:
        super().__init__(_("This address has been invited already."))
