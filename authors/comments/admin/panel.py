"""How many comments wait, on the admin's front page."""

from typing import Any

from django.db.models import Count, Q
from wagtail.admin.ui.components import Component

from authors.comments.models import Comment
from authors.comments.models.comment import CommentQuerySet

State = Comment.State


class CommentsPanel(Component):
    """The comments that a user moderates, by state. Only put on the page of who moderates any."""

    name = "comments"
    order = 140
    template_name = "authors/comments/admin/panel.html"

    def __init__(self, comments: CommentQuerySet) -> None:
        self.comments = comments

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        counts = self.comments.aggregate(
            **{
                str(state): Count("pk", filter=Q(state=state))
                for state in (State.PENDING, State.APPROVED, State.SPAM)
            }
        )
        waiting = self.comments.pending().select_related("page").order_by("-created_at")
        return {"counts": counts, "waiting": waiting[:5]}
