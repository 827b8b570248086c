"""Give articles of one author to another, all or some of them."""

from typing import Any

import swapper
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from authors.byline_swaps import hand_over
from authors.drafted_bylines import pages_drafted_with
from authors.listing import merged_into
from authors.models import Author, Byline

ACTION = "authors.reassign"
# A request has to end some time. The rest waits for the next one.
AT_ONCE = 500


def pages_of(author: Author, user: Any) -> QuerySet[Any]:
    """Return the pages that name the author, in a draft at least, and that the user may change.

    The latest come first.
    """
    model = swapper.load_model("wagtailcore", "Page")
    pks = [author.pk, *merged_into(author)]
    named = Q(pk__in=Byline.objects.filter(author__in=pks).values("page"))
    drafted = Q(pk__in=pages_drafted_with(pks))
    may_change = policy_registry.get_by_type(model).instances_user_has_permission_for
    pages = may_change(user, "change").filter(named | drafted)
    return pages.order_by("-latest_revision_created_at", "-pk")


def reassign(author: Author, to: Author, pages: Any, *, user: Any = None) -> int:
    """Let the pages name `to` instead of `author`. Return how many were done.

    Each page is done wholly or not at all; what is left after an accident is there to be done again.
    """
    to = to.current
    if author.current.pk == to.pk:
        raise ValidationError(_("That is the same author."))
    chosen = list(pages[:AT_ONCE].specific(defer=True))
    for page in chosen:
        hand_over(page, author, to, user=user)
    if chosen:
        log(author, ACTION, user=user, data={"pages": len(chosen), "to": str(to)})
    return len(chosen)
