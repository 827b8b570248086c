"""“Messages”: what readers wrote to an author, and what the author does about it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tips import moderation
from tips.admin.filters import SHOWN_TO_MANAGERS
from tips.admin.sections import OwnScreen
from tips.models import Tip

State = Tip.MessageState
A_PAGE = 20
PRIVATE = "private"
STATES: list[tuple[str, Promise]] = [
    (State.PENDING, _("Waiting")),
    (State.APPROVED, _("Approved")),
    (State.REJECTED, _("Rejected")),
    (PRIVATE, _("Only for you")),
]
FOR_READERS = Q(visibility__in=SHOWN_TO_MANAGERS)
IN_STATE = {
    State.PENDING: FOR_READERS & Q(message_state=State.PENDING),
    State.APPROVED: FOR_READERS & Q(message_state=State.APPROVED),
    State.REJECTED: Q(message_state=State.REJECTED),
    PRIVATE: ~FOR_READERS & ~Q(message_state=State.REJECTED),
}


@dataclass(frozen=True)
class Tab:
    key: str
    label: Promise
    count: int
    is_current: bool


def with_words(tips: "QuerySet[Tip]") -> "QuerySet[Tip]":
    return tips.exclude(message="")


class MessagesView(OwnScreen, WagtailAdminTemplateMixin, TemplateView):
    """The author's messages in one state; the one just decided stands first, so it can be undone."""

    section = "my_tips:messages"
    template_name = "tips/admin/messages.html"
    page_title = _("Messages")
    header_icon = "comment"

    @property
    def state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in dict(STATES) else State.PENDING

    def tabs(self) -> list[Tab]:
        counts = with_words(self.own_tips).aggregate(
            **{key: Count("pk", filter=condition) for key, condition in IN_STATE.items()}
        )
        return [Tab(key, label, counts[key], key == self.state) for key, label in STATES]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tips = with_words(self.own_tips).filter(IN_STATE[self.state])
        tips = (
            tips.select_related("reply").prefetch_related("reports").order_by("-created_at", "-pk")
        )
        page = Paginator(tips, A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "sections": self.sections(),
            "tabs": self.tabs(),
            "state": self.state,
            "messages_page": page,
            "cards": self.cards(list(page)),
            "done": self.cards(self.just_done()),
        }

    def just_done(self) -> list[Tip]:
        """Return the message that was decided on a moment ago, if it is on another tab now."""
        done = self.request.GET.get("done", "")
        if not done.isalnum():
            return []
        found = self.own_tips.exclude(IN_STATE[self.state])
        return list(found.select_related("reply").filter(of_key(done))[:1])

    def cards(self, tips: list[Tip]) -> list[dict[str, Any]]:
        blocked = moderation.blocked_digests(self.author) if tips else set()
        return [card(tip, blocked) for tip in tips]


def of_key(key: str) -> Q:
    """Return a condition on a tip's uuid as it stands in our addresses."""
    return Q(uuid=key) if len(key) == 32 and set(key) <= set("0123456789abcdef") else Q(pk=None)


def card(tip: Tip, blocked: set[str]) -> dict[str, Any]:
    """Return what the template draws about one message. The address itself never goes there."""
    return {
        "tip": tip,
        "key": tip.uuid.hex,
        "is_private": tip.visibility not in SHOWN_TO_MANAGERS,
        "reply": getattr(tip, "reply", None),
        "can_reply": tip.is_answerable and not hasattr(tip, "reply"),
        "can_block": bool(tip.email),
        "is_blocked": bool(tip.email) and moderation.digest(tip.email) in blocked,
        "is_reported": any(report.resolved_at is None for report in tip.reports.all()),
    }


def messages_url(request: HttpRequest, tip: Tip) -> str:
    """Return where to go after an action: the same tab, with the tip on top."""
    state = request.POST.get("state", "")
    query = f"state={state}&" if state in dict(STATES) else ""
    return f"{reverse('my_tips:messages')}?{query}done={tip.uuid.hex}"
