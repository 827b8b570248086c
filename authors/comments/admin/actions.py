"""What a moderator does with comments: one at a time, or many at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from authors.comments import moderation
from authors.comments.admin.policy import may_decide, moderated_by
from authors.comments.models import Comment

State = Comment.State


@dataclass(frozen=True)
class Action:
    """What leads to the state a comment is in isn't offered; people are decided about by few."""

    key: str
    label: Any
    do: Callable[..., bool]
    leads_to: str = ""
    is_about_people: bool = False

    def is_offered(self, comment: Comment, user: Any) -> bool:
        if comment.state in {self.leads_to, State.WITHDRAWN}:
            return False
        return not self.is_about_people or (bool(comment.email) and may_decide(user))


ACTIONS = {
    action.key: action
    for action in (
        Action("approve", pgettext_lazy("comment", "Approve"), moderation.approve, State.APPROVED),
        Action("reject", pgettext_lazy("comment", "Reject"), moderation.reject, State.REJECTED),
        Action("spam", pgettext_lazy("comment", "Spam"), moderation.mark_as_spam, State.SPAM),
        Action("ban", pgettext_lazy("comment", "Ban"), moderation.ban, is_about_people=True),
        Action("trust", pgettext_lazy("comment", "Trust"), moderation.trust, is_about_people=True),
    )
}


def actions_for(comment: Comment, user: Any) -> list[Action]:
    return [action for action in ACTIONS.values() if action.is_offered(comment, user)]


@require_POST
def act(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Do one thing to one comment that the user moderates."""
    comment = get_object_or_404(moderated_by(request.user), pk=pk)
    action = ACTIONS.get(key)
    if action is None:
        raise Http404
    if action.is_about_people and not may_decide(request.user):
        raise PermissionDenied
    action.do(comment, user=request.user)
    comment.refresh_from_db()
    text = _("The comment by %(name)s is now: %(state)s.")
    told = {"name": comment.name, "state": comment.get_state_display()}
    messages.success(request, text % told)
    return redirect(
        get_valid_next_url_from_request(request) or reverse("authors_comments_admin:list")
    )


class ModerateInBulk(SnippetBulkAction):
    """Do one thing to all that are ticked and that the user moderates."""

    action: Action
    template_name = "authors/comments/admin/bulk.html"

    @classproperty
    def models(cls) -> list[Any]:  # noqa: N805 - as Wagtail's own
        return [Comment]

    def check_perm(self, comment: Comment) -> bool:
        user = self.request.user
        return moderated_by(user).filter(pk=comment.pk).exists() and (
            not self.action.is_about_people or may_decide(user)
        )

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """Take all that waits for “all”: nobody means what was decided already."""
        return moderated_by(self.request.user).pending().values_list("pk", flat=True)

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        user = kwargs["self"].request.user
        return moderation.all_of(objects, cls.action.do, user), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext("%(n)d comment changed.", "%(n)d comments changed.", num_parent_objects) % {
            "n": num_parent_objects
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"action": self.action}


def bulk_action(action: Action, priority: int) -> type[ModerateInBulk]:
    return type(
        f"{action.key.title()}Comments",
        (ModerateInBulk,),
        {
            "action": action,
            "display_name": action.label,
            "action_type": action.key,
            "aria_label": action.label,
            "action_priority": priority,
        },
    )


BULK_ACTIONS = [bulk_action(action, n) for n, action in enumerate(ACTIONS.values())]
