"""Which of a page's credits are its writers, for whom a box and further articles are shown."""

from collections.abc import Sequence
from typing import Any

from authors.models import Byline

ROLES = (Byline.Role.AUTHOR, Byline.Role.GUEST)


def writers(credits: Sequence[Any]) -> list[Any]:
    """Return each writer once, in order; a page without any names whoever it credits."""
    chosen = [credit for credit in credits if credit.role in ROLES] or credits
    once: dict[int, Any] = {}
    for credit in chosen:
        once.setdefault(credit.author.pk, credit)
    return list(once.values())
