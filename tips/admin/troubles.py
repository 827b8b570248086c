"""What didn't go through: mails to send again, events to look at again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from authors import outbox
from authors.outbox import UNWANTED
from tips.admin import policy
from tips.ledger import inbox
from tips.models import Notice, ProviderEvent

A_PAGE = 50
MOST_AT_ONCE = 500


def failed_mails() -> "QuerySet[Notice]":
    """Mails that were tried and are still here, but none that nobody wants any more."""
    return Notice.objects.filter(sent_at=None, tries__gt=0).exclude(error=UNWANTED)


def dead_events() -> "QuerySet[ProviderEvent]":
    return ProviderEvent.objects.filter(outcome=ProviderEvent.Outcome.DEAD)


class TroubleView(WagtailAdminTemplateMixin, TemplateView):
    """A list of rows, and one button for those chosen."""

    page_title: Any
    header_icon = "warning"
    button: Any
    nothing: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy.may(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def rows(self) -> "QuerySet[Any]":
        raise NotImplementedError

    def again(self, row: Any) -> None:
        raise NotImplementedError

    def told(self, count: int) -> str:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rows": Paginator(self.rows(), A_PAGE).get_page(self.request.GET.get("p")),
            "button": self.button,
            "nothing": self.nothing,
            "may_act": policy.may(self.request.user, "refund"),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        if not policy.may(request.user, "refund"):
            raise PermissionDenied
        keys = [key for key in request.POST.getlist("row") if key.isascii() and key.isdigit()]
        rows = self.rows().filter(pk__in=[int(key) for key in keys if len(key) < 19])
        chosen = list(rows[:MOST_AT_ONCE])
        for row in chosen:
            self.again(row)
        messages.success(request, self.told(len(chosen)) % {"n": len(chosen)})
        return redirect(request.path)


class FailedMailsView(TroubleView):
    """Mails that the server refused. They are tried again by themselves for some days."""

    template_name = "tips/admin/failed_mails.html"
    page_title = _("Mails that couldn't be sent")
    button = _("Send again now")
    nothing = _("Every mail has gone out.")

    def rows(self) -> "QuerySet[Notice]":
        return failed_mails().select_related("tip").order_by("-created_at", "-pk")

    def again(self, row: Notice) -> None:
        """Let a mail fall due now, with all its tries before it. One that is sent stays so."""
        due = Notice.objects.filter(pk=row.pk, sent_at=None)
        if due.update(tries=0, next_try=timezone.now(), error=""):
            outbox.owe(row)

    def told(self, count: int) -> str:
        return ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", count)


class DeadEventsView(TroubleView):
    """What providers told us and we gave up on. Looking again asks the provider for its truth."""

    template_name = "tips/admin/dead_events.html"
    page_title = _("Events that we gave up on")
    button = _("Look at them again")
    nothing = _("Every event was dealt with.")

    def rows(self) -> "QuerySet[ProviderEvent]":
        return dead_events().order_by("-received_at", "-pk")

    def again(self, row: ProviderEvent) -> None:
        inbox.replay(row)

    def told(self, count: int) -> str:
        return ngettext(
            "%(n)s event is looked at again.", "%(n)s events are looked at again.", count
        )


app_name = "tips_troubles"
urlpatterns = [
    path("mails/", FailedMailsView.as_view(), name="mails"),
    path("events/", DeadEventsView.as_view(), name="events"),
]
