"""What can go wrong with authors and their pages."""

from typing import Any

import swapper
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class DuplicateProfile(ValidationError):
    """An author has one profile in a language: a copy or an alias would be a second one."""

    def __init__(self, author: Any) -> None:
        message = _("%(name)s already has a profile in this language.") % {"name": author}
        super().__init__({"author": [message]})


class CannotAdopt(LookupError):
    """What was named can't be taken over; the message says what can."""


class UnknownRelation(CannotAdopt):
    """A host's model has no relation of this name; the message lists those it has."""

    def __init__(self, name: str, model: Any) -> None:
        super().__init__(
            f"{model._meta.label} has no relation “{name}”, but {relations_of(model)}."
        )


class NamelessPeople(CannotAdopt):
    """The path ends at rows that have no name, most likely those between page and person."""

    def __init__(self, model: Any) -> None:
        super().__init__(
            f"{model._meta.label} has no name. Go on along {relations_of(model)}, "
            "or say with --name where it is."
        )


def relations_of(model: Any) -> str:
    """List a host's own relations. Of those that every page has, only its owner is a person."""
    pages = swapper.load_model("wagtailcore", "Page")
    common = {field.name for field in pages._meta.get_fields()} - {"owner"}
    known = common if issubclass(model, pages) else set()
    known |= {field.name for field in model._meta.parents.values() if field}
    links = {field.name for field in model._meta.get_fields() if field.related_model}
    return ", ".join(sorted(links - known)) or "none"


class AlreadyInvited(ValidationError):
    """Somebody else has invited this address, or linked an account, at the same time."""

    def __init__(self) -> None:
        super().__init__(_("This address has been invited already."))
