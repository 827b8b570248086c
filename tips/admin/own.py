"""Which tips are a user's own. Every screen of an author starts here, so nobody sees another's."""

from typing import Any

from django.db.models import QuerySet

from authors.models import Author
from tips.goals import rows_of
from tips.models import Tip

# What was only begun, or failed, is no business of the author's.
SHOWN = [
    Tip.Status.PROCESSING,
    Tip.Status.PAID,
    Tip.Status.PARTLY_REFUNDED,
    Tip.Status.REFUNDED,
    Tip.Status.DISPUTED,
    Tip.Status.PARTLY_LOST,
    Tip.Status.LOST,
]


def own_author(user: Any) -> Author | None:
    """Return the author a user is, or None. A row merged into somebody else's gives no rights."""
    linked = getattr(user, "author", None)
    if linked is None:
        return None
    current: Author = linked.current
    return current if current.user_id in (None, user.pk) else None


def own_tips(author: Author) -> "QuerySet[Tip]":
    """Return the tips an author may see, those to rows merged into the author included."""
    return Tip.objects.filter(author__in=rows_of(author), status__in=SHOWN)
