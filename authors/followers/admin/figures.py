"""How many follow, and how far a mailing has come."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from authors.followers.models import Follower, News


def counts() -> dict[str, int]:
    """Return the followers who are written to, who have yet to confirm, and who had to be stopped."""
    return Follower.objects.aggregate(
        active=Count("pk", filter=Q(stopped="") & ~Q(confirmed_at=None)),
        waiting=Count("pk", filter=Q(stopped="", confirmed_at=None)),
        stopped=Count("pk", filter=~Q(stopped="")),
    )


def in_short() -> str:
    return _("%(active)d confirmed, %(waiting)d waiting, %(stopped)d stopped") % counts()


def with_progress(news: "QuerySet[News]") -> "QuerySet[News]":
    """Give every piece of news how many mails with it are still to go out."""
    is_owed = Q(items__mail__sent_at=None, items__mail__next_try__isnull=False)
    counted = news.annotate(owed=Count("items", filter=is_owed)).annotate(
        sent=F("told") - F("owed")
    )
    # Said here, as a query that counts forgets the order of its model.
    return counted.order_by("-created_at", "-pk")


class FollowersPanel(Component):
    """The count on the admin's front page. Only put there for who may see followers."""

    name = "followers"
    order = 160
    template_name = "authors/followers/admin/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "counts": counts(),
            "news": list(with_progress(News.objects.select_related("page"))[:3]),
        }
