"""Where comments join the pages of authors and Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from authors.comments import moderation, section
from authors.comments.admin import policy
from authors.comments.admin.account import WishesPanel
from authors.comments.admin.actions import BULK_ACTIONS
from authors.comments.admin.panel import CommentsPanel
from authors.comments.admin.viewset import CommentViewSet, StandingViewSet
from authors.comments.importing import import_comments
from authors.comments.personal_data import CommentKeeper
from authors.comments.sweep import sweep

# Readers' pages.

hooks.register("authors_below_article", section.section)
hooks.register("authors_article_head", section.head)
hooks.register("authors_article_facts", section.facts)


# Work and duties.

hooks.register("authors_sweep", sweep)
hooks.register("authors_personal_data", CommentKeeper)
hooks.register("authors_imported_comments", import_comments)


# The admin.

register_snippet(CommentViewSet)
register_snippet(StandingViewSet)
for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action)


@hooks.register("construct_homepage_panels")
def waiting_comments(request: HttpRequest, panels: list[Any]) -> None:
    if policy.policy().user_has_permission(request.user, "change"):
        panels.append(CommentsPanel(policy.moderated_by(request.user)))


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("authors_comments/admin.css"))


@hooks.register("register_account_settings_panel")
def wishes_panel(request: HttpRequest, user: Any, profile: Any) -> WishesPanel:
    return WishesPanel(request, user, profile)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for name, label, message in moderation.ACTIONS.values():
        actions.register_action(name, label, message)


@hooks.register("authors_setup_roles")
def moderators(groups: dict[str, Any]) -> None:
    policy.give_permissions(groups)
