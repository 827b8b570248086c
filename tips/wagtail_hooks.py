"""Where the tip jar joins Wagtail's admin and the pages of authors."""

from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tips import sweeper
from tips.admin import log, moderation, my_tips, policy, report, roles, troubles, urls
from tips.admin.accounts import PayoutAccountViewSet
from tips.admin.bank.listing import TransferViewSet
from tips.admin.panel import MessagesPanel, TipsPanel
from tips.admin.reconciliation import pages
from tips.admin.reconciliation import urls as reconciliation
from tips.admin.viewset import TipViewSet
from tips.blocks import TipCallBlock
from tips.box_action import buy_buttons, tip_addresses
from tips.payouts.personal_data import AccountKeeper
from tips.personal_data import TipKeeper
from tips.profile_wall import supporters

# Readers' pages.

hooks.register("authors_box_actions", buy_buttons)
hooks.register("authors_api_facts", tip_addresses)
hooks.register("authors_below_profile", supporters)


@hooks.register("authors_article_blocks")
def tip_call() -> list[tuple[str, TipCallBlock]]:
    return [("tip_call", TipCallBlock())]


# Work and duties.

hooks.register("authors_sweep", sweeper.sweep)
hooks.register("authors_personal_data", TipKeeper)
hooks.register("authors_personal_data", AccountKeeper)


# The admin.


@hooks.register("authors_leaving_notes")
def tips_of_a_leaver(has_left: bool) -> str:
    if has_left:
        return _("Nobody can tip this author any more. Payments under way go on.")
    return _("Readers can tip this author again, unless they had switched tips off.")


@hooks.register("register_admin_viewset")
def tip_viewset() -> TipViewSet:
    return TipViewSet()


@hooks.register("register_admin_viewset")
def bank_transfer_viewset() -> TransferViewSet:
    return TransferViewSet()


@hooks.register("register_admin_viewset")
def payout_account_viewset() -> PayoutAccountViewSet:
    return PayoutAccountViewSet()


@hooks.register("register_admin_urls")
def my_tips_urls() -> list[Any]:
    return [path("my-tips/", include(urls))]


@hooks.register("register_admin_urls")
def reconciliation_urls() -> list[Any]:
    return [path("tips-reconciliation/", include(reconciliation))]


@hooks.register("register_reports_menu_item")
def reconciliation_menu_item() -> MenuItem:
    return pages.menu_item()


@hooks.register("register_admin_menu_item")
def my_tips_menu_item() -> my_tips.MyTipsMenuItem:
    return my_tips.menu_item()


@hooks.register("register_admin_urls")
def managers_urls() -> list[Any]:
    return [
        path("tip-messages/", include(moderation)),
        path("tip-troubles/", include(troubles)),
        path("reports/tips/", include(report)),
    ]


@hooks.register("register_admin_menu_item")
def moderation_menu_item() -> moderation.QueueMenuItem:
    return moderation.menu_item()


@hooks.register("register_reports_menu_item")
def report_menu_item() -> report.ReportMenuItem:
    return report.menu_item()


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    log.register_actions(actions)


@hooks.register("register_icons")
def icons(known: list[str]) -> list[str]:
    return [*known, "tips/admin/icons/tip-cup.svg", "tips/admin/icons/tip-bank.svg"]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        [(static(f"tips/admin/{name}.css"),) for name in ("tips", "mine", "charts", "queues")],
    )


@hooks.register("construct_homepage_panels")
def tips_today(request: HttpRequest, panels: list[Any]) -> None:
    if policy.may(request.user, "view"):
        panels.append(TipsPanel())
    if policy.may(request.user, "moderate"):
        panels.append(MessagesPanel())


@hooks.register("authors_setup_roles")
def tip_managers(groups: dict[str, Group]) -> None:
    roles.give_permissions(groups)
