"""What authors bring to Wagtail's admin."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail import hooks

from authors import (
    author_home,
    byline_log,
    guards,
    leave_view,
    merge_view,
    merging,
    outbox,
    own_pages,
    reassign_view,
    reassigning,
    refusals,
    reports,
    translating,
)
from authors.chooser import AuthorChooserViewSet
from authors.invitations import inviting
from authors.invitations.personal_data import InvitationKeeper
from authors.invitations.records import Invitation
from authors.privacy.admin import PrivacyViewSet
from authors.privacy.text import SiteKeeper
from authors.topic_views import TopicChooserViewSet, TopicViewSet
from authors.viewsets import AuthorViewSet

author_home.close_reports()
hooks.register("construct_main_menu", author_home.tidy_menu, order=1000)
hooks.register("construct_reports_menu", author_home.tidy_reports)
# After all that other apps put there.
hooks.register("construct_homepage_summary_items", author_home.tidy_summary, order=1000)
hooks.register("construct_homepage_panels", author_home.tidy_panels)
# The first answer ends the others, so that ours comes last.
hooks.register("after_create_page", own_pages.go_home, order=1000)
hooks.register("after_edit_page", own_pages.go_home, order=1000)


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    own = [AuthorViewSet(), AuthorChooserViewSet(), own_pages.MyArticlesViewSet()]
    topics = [TopicViewSet(), TopicChooserViewSet()]
    return [*own, *topics, PrivacyViewSet(), *guards.page_viewsets()]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [*own_pages.urlpatterns, *translating.urlpatterns, *reports.urlpatterns]


@hooks.register("register_admin_menu_item")
def my_profile_menu_item() -> Any:
    return own_pages.menu_items()[0]


@hooks.register("register_admin_menu_item")
def my_articles_menu_item() -> Any:
    return own_pages.menu_items()[1]


@hooks.register("register_reports_menu_item")
def partner_links_menu_item() -> Any:
    return reports.menu_item()


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="authors",
        codename__in=["change_byline", "view_privacyrecord", "export_person", "erase_person"],
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action(byline_log.ACTION)(byline_log.BylinesFormatter)
    leave_view.register_actions(actions)
    inviting.register_actions(actions)
    actions.register_action(reassigning.ACTION)(reassign_view.ReassignFormatter)
    actions.register_action(merging.ACTION)(merge_view.MergeFormatter)


hooks.register("register_page_header_buttons", translating.buttons)


@hooks.register("before_edit_page")
def remember_bylines(request: HttpRequest, page: Any) -> None:
    byline_log.remember(request, page)


@hooks.register("after_edit_page")
def log_changed_bylines(request: HttpRequest, page: Any) -> None:
    byline_log.log_changes(request, page)


@hooks.register("construct_page_chooser_queryset")
def leave_out_others(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    return guards.choosable(pages, request)


@hooks.register("construct_admin_api", order=100)
def limit_admin_api(router: Any) -> None:
    from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

    router.register_endpoint("images", guards.in_own_collections(ImagesAdminAPIViewSet))
    if apps.is_installed("wagtail.documents"):
        from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet

        router.register_endpoint("documents", guards.in_own_collections(DocumentsAdminAPIViewSet))


@hooks.register("before_move_page")
def refuse_move(request: HttpRequest, page: Any, destination: Any) -> None:
    refusals.refuse_move(request, page, destination)


@hooks.register("before_copy_page")
def refuse_copy(request: HttpRequest, page: Any) -> HttpResponse | None:
    return refusals.refuse_copy(request, page)


@hooks.register("before_create_page")
def refuse_nameless(request: HttpRequest, parent: Any, page_class: type) -> HttpResponse | None:
    return refusals.refuse_nameless_writer(request, page_class)


hooks.register("authors_personal_data", SiteKeeper)
hooks.register("authors_personal_data", InvitationKeeper)


@hooks.register("authors_sweep")
def send_invitations() -> int:
    return outbox.send_due(Invitation)
