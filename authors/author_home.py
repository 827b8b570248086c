"""What authors find in the admin: their own things, and no more of the site than they need."""

from typing import Any

import swapper
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
)
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.permissions import policy_registry

from authors import hints
from authors.own_pages import own_articles, own_profile
from authors.permissions import OVERSEE, is_plain_author

LATEST = 5
HIDDEN_ITEMS = {"explorer", "images", "documents", "reports", "help"}
# They go by who edited or submitted a page once, and would show drafts that are others' by now.
HIDDEN_PANELS = (LockedPagesPanel, RecentEditsPanel, UserObjectsInWorkflowModerationPanel)
REPORTS = (
    AgingPagesView,
    LockedPagesView,
    LogEntriesView,
    PageTypesUsageReportView,
    WorkflowTasksView,
    WorkflowView,
)


def close_reports() -> None:
    """Keep Wagtail's reports, which tell of the whole site, to those who may see all of it."""
    for view in REPORTS:
        view.any_permission_required = [OVERSEE]
    # The history asks for no permission and has no model to ask one of.
    history: Any = LogEntriesView
    history.permission_policy = property(lambda _view: page_policy())


def page_policy() -> Any:
    return policy_registry.get_by_type(swapper.load_model("wagtailcore", "Page"))


def tidy_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave “My …” and what other rights of the author bring."""
    if is_plain_author(request.user):
        items[:] = [item for item in items if item.name not in HIDDEN_ITEMS]


def tidy_reports(request: HttpRequest, items: list[Any]) -> None:
    """Show reports of Wagtail only to those who can open them."""
    if not page_policy().user_has_any_permission(request.user, [OVERSEE]):
        items[:] = [item for item in items if not is_wagtails(item)]


def is_wagtails(item: Any) -> bool:
    return type(item).__module__ == "wagtail.admin.wagtail_hooks"


def tidy_summary(request: HttpRequest, items: list[Any]) -> None:
    """Show authors no totals of the site."""
    if is_plain_author(request.user):
        items.clear()


def tidy_panels(request: HttpRequest, panels: list[Any]) -> None:
    if is_plain_author(request.user):
        panels[:] = [panel for panel in panels if not isinstance(panel, HIDDEN_PANELS)]
        panels.append(OwnPanel(request))


class OwnPanel(Component):
    """The author's profile and latest articles, on the first page of the admin."""

    name = "authors_own"
    template_name = "authors/admin/home_panel.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    @cached_property
    def profile(self) -> Any:
        profile: Any = own_profile(self.user)
        return profile.get_latest_revision_as_object() if profile else None

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        articles = own_articles(self.user).order_by("-latest_revision_created_at", "-pk")
        return {
            "profile": self.profile,
            "hints": hints.for_profile(self.profile) if self.profile else [],
            "articles": articles[:LATEST],
            "profile_url": reverse("authors_my_profile"),
            "articles_url": reverse("authors_my_articles:index"),
            "write_url": reverse("authors_write"),
        }
