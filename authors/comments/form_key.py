"""The signed key that a rendered comment form carries instead of a cookie."""

import time
import uuid
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.core import signing

SALT = "authors.comments.form"
MAX_AGE_SECONDS = 24 * 60 * 60
MINIMUM_SECONDS = 3


class BadFormKey(Exception):
    """The key is missing, forged, too old, or made for another page."""


@dataclass(frozen=True)
class FormKey:
    """What was agreed when the form was rendered. Nothing in the POST body can change it."""

    page: int
    consent: str
    parent: int | None = None
    made_at: int = field(default_factory=lambda: int(time.time()))
    key: str = field(default_factory=lambda: uuid.uuid4().hex)

    def sign(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @property
    def is_too_fresh(self) -> bool:
        """Tell whether less time has passed than a person needs to write anything."""
        least = getattr(settings, "AUTHORS_COMMENTS_MINIMUM_SECONDS", MINIMUM_SECONDS)
        return time.time() - self.made_at < least


def read(text: str, page_pk: int) -> FormKey:
    """Return what a key says. Raise BadFormKey if it isn't ours, fresh, and for this page."""
    try:
        form_key = FormKey(**signing.loads(text, salt=SALT, max_age=MAX_AGE_SECONDS))
    except (signing.BadSignature, TypeError) as error:
        raise BadFormKey from error
    if form_key.page != page_pk:
        raise BadFormKey
    return form_key
