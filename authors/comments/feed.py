"""A feed of comments, in every format that articles have."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from authors.comments.markup import words
from authors.comments.models import Comment
from authors.comments.models.comment import CommentQuerySet
from authors.facts import Facts, stable_id, updated_at
from authors.feed_formats import xml_text
from authors.feeds import ArticleFeed

COMMENTS_IN_A_FEED = 30


class CommentFeed(ArticleFeed):
    """The latest of some comments. `page` is what they are on, or the root of their site."""

    def __init__(self, page: Any, comments: CommentQuerySet, of_site: bool = False) -> None:
        super().__init__(page, None)
        self.comments = comments
        self.heading = (
            _("Comments") if of_site else _("Comments on “%(title)s”") % {"title": page.title}
        )

    def description(self) -> str:
        return xml_text(self.heading)

    subtitle = description

    def feed_guid(self) -> str:
        return stable_id(self.page, "comments")

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        """Count what was taken away, too, as a change."""
        changed = self.comments.aggregate(latest=Max("changed_at"))["latest"]
        moments = [moment for moment in (updated_at(self.page), changed) if moment]
        return {"page_updated": max(moments, default=None)}

    def items(self) -> Iterable[Facts]:
        latest = (
            self.comments.approved().select_related("page__locale").order_by("-created_at", "-pk")
        )
        return [facts_of(comment) for comment in latest[:COMMENTS_IN_A_FEED]]


def facts_of(comment: Comment) -> Facts:
    page: Any = comment.page
    title = _("%(name)s on “%(title)s”") % {"name": comment.name, "title": page.title}
    return {
        "id": stable_id(page, f"comment:{comment.pk}"),
        "url": comment.url(),
        "title": title,
        "summary": words(comment.text),
        "published": comment.created_at,
        "updated": comment.edited_at or comment.created_at,
        "tags": [],
        "authors": [{"name": comment.name, "url": comment.website, "image": ""}],
    }
