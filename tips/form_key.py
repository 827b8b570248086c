"""The signed key that a rendered tip form carries, and that pins who is paid and at what price."""

import uuid
from dataclasses import asdict, dataclass, field

from django.core import signing

SALT = "tips.form"
MAX_AGE_SECONDS = 24 * 60 * 60


class BadFormKey(Exception):
    """The key is missing, forged, too old, or made for another author."""


@dataclass(frozen=True)
class FormKey:
    """What was agreed when the form was rendered. Nothing in the POST body can change it."""

    author: int
    unit_minor: int
    currency: str
    consent: str
    page: int | None = None
    source: str = "profile"
    agreed: tuple[str, ...] = ()  # what the reader was asked, and agrees to by sending this form
    key: str = field(default_factory=lambda: uuid.uuid4().hex)

    def sign(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def read(text: str, author_pk: int) -> FormKey:
    """Return what a key says. Raise BadFormKey if it isn't ours, fresh, and for this author."""
    try:
        told = signing.loads(text, salt=SALT, max_age=MAX_AGE_SECONDS)
        form_key = FormKey(**told | {"agreed": tuple(told.get("agreed", ()))})
    except (signing.BadSignature, TypeError, AttributeError) as error:
        raise BadFormKey from error
    if form_key.author != author_pk:
        raise BadFormKey
    return form_key
