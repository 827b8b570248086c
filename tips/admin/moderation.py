"""The moderation queue: what readers wrote, without money and without addresses.

Who may moderate needs no right to see tips. Amounts, providers and e-mail never get here.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tips import moderation, replies
from tips.admin import policy
from tips.admin.filters import SHOWN_TO_MANAGERS
from tips.admin.words import Tab
from tips.models import Report, Tip

State = Tip.MessageState
A_PAGE = 25
REPORTED = "reported"
TABS: list[tuple[str, Promise]] = [
    (State.PENDING, _("Waiting")),
    (REPORTED, _("Reported")),
    (State.APPROVED, _("Approved")),
    (State.REJECTED, _("Rejected")),
]
DECISIONS = {"approve": State.APPROVED, "reject": State.REJECTED, "wait": State.PENDING}
MOST_AT_ONCE = 100


def in_queue(tab: str) -> "QuerySet[Tip]":
    """Return the tips of a tab: words for the public, and whatever an author has reported."""
    tips = Tip.objects.received().exclude(message="")
    if tab == REPORTED:
        return tips.filter(Exists(Report.objects.filter(tip=OuterRef("pk"), resolved_at=None)))
    return tips.filter(visibility__in=SHOWN_TO_MANAGERS, message_state=tab)


def in_reach() -> "QuerySet[Tip]":
    """Return all tips that a moderator may decide on."""
    reported = Exists(Report.objects.filter(tip=OuterRef("pk"), resolved_at=None))
    tips = Tip.objects.received().exclude(message="")
    return tips.filter(Q(visibility__in=SHOWN_TO_MANAGERS) | reported)


class QueueView(WagtailAdminTemplateMixin, TemplateView):
    """Read many messages, decide on some of them at once."""

    template_name = "tips/admin/moderation.html"
    page_title = _("Messages with tips")
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy.may(request.user, "moderate"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", "")
        return asked if asked in dict(TABS) else State.PENDING

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tips = in_queue(self.tab).select_related("author").prefetch_related("reports")
        if words := self.request.GET.get("q", "").strip():
            named = Q(display_name__icontains=words, visibility__in=SHOWN_TO_MANAGERS)
            tips = tips.filter(
                Q(message__icontains=words) | Q(author__name__icontains=words) | named
            )
        page = Paginator(tips.order_by("-created_at", "-pk"), A_PAGE).get_page(
            self.request.GET.get("p")
        )
        return super().get_context_data(**kwargs) | {
            "tabs": [
                Tab(key, label, in_queue(key).count(), key == self.tab) for key, label in TABS
            ],
            "tab": self.tab,
            "query": words,
            "rows": [row_of(tip) for tip in page],
            "messages_page": page,
            "undo": [key for key in self.request.GET.get("done", "").split(",") if is_key(key)],
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = [key for key in request.POST.getlist("tip") if is_key(key)][:MOST_AT_ONCE]
        tips, action = in_reach().filter(uuid__in=keys), request.POST.get("action", "")
        done: list[str] = []
        if not keys:
            messages.warning(request, _("Choose at least one message."))
        elif action == "close":
            replies.resolve(Report.objects.filter(tip__in=tips), request.user)
            messages.success(request, _("The report is closed."))
        elif action in DECISIONS:
            changed = moderation.decide(tips, DECISIONS[action], request.user)
            done = [tip.uuid.hex for tip in changed if action != "wait"]
            messages.success(request, told(action, len(changed)))
        tab = request.POST.get("tab", "")
        query = f"?tab={tab}" if tab in dict(TABS) else "?"
        return redirect(
            reverse("tips_moderation:index") + query + (f"&done={','.join(done)}" if done else "")
        )


def row_of(tip: Tip) -> dict[str, Any]:
    """Return what the template draws: no amount and no address."""
    return {
        "key": tip.uuid.hex,
        "name": tip.display_name if tip.visibility in SHOWN_TO_MANAGERS else "",
        "message": tip.message,
        "author": tip.author,
        "page_title": tip.page_title,
        "at": tip.created_at,
        "state": tip.get_message_state_display(),
        "is_test": not tip.livemode,
        "reports": [report.reason for report in tip.reports.all() if report.resolved_at is None],
    }


def is_key(key: str) -> bool:
    return len(key) == 32 and set(key) <= set("0123456789abcdef")


def told(action: str, count: int) -> str:
    texts = {
        "approve": ngettext("%(n)s message approved.", "%(n)s messages approved.", count),
        "reject": ngettext("%(n)s message rejected.", "%(n)s messages rejected.", count),
        "wait": ngettext("%(n)s message waits again.", "%(n)s messages wait again.", count),
    }
    return texts[action] % {"n": count}


def waiting() -> int:
    """Return how many messages and reports wait for a moderator."""
    return in_queue(State.PENDING).count() + in_queue(REPORTED).count()


app_name = "tips_moderation"
urlpatterns = [path("", QueueView.as_view(), name="index")]


class QueueMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "moderate")


def menu_item() -> QueueMenuItem:
    return QueueMenuItem(
        _("Messages"),
        reverse("tips_moderation:index"),
        name="tip-messages",
        icon_name="comment",
        order=255,
    )
