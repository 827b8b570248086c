"""Lists for those who look after followers: who follows, and what was sent."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from authors.followers import joining, topics
from authors.followers.admin.figures import in_short, with_progress
from authors.followers.models import Follower, News
from authors.spreadsheets import Field, SafeExport, local

NOBODY_WRITES = dict.fromkeys(
    [f"{name}_url_name" for name in ("add", "edit", "copy", "usage", "inspect", "history")]
)
STATES = [
    ("active", _("Confirmed")),
    ("waiting", _("Waiting for confirmation")),
    ("stopped", _("Stopped")),
]


def followed(follower: Follower) -> str:
    return ", ".join(topics.of_follow(follow).label for follow in follower.follows.all())


class FollowerFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="filter_state")

    class Meta:
        model = Follower
        fields = ["state", "frequency", "language"]

    def filter_state(
        self, followers: "QuerySet[Follower]", _name: str, value: str
    ) -> "QuerySet[Follower]":
        if value == "active":
            return followers.filter(stopped="").exclude(confirmed_at=None)
        if value == "waiting":
            return followers.filter(stopped="", confirmed_at=None)
        return followers.exclude(stopped="")


class FollowerIndexView(SafeExport, generic.IndexView):
    """All followers. Without the permission to export there is no download."""

    any_permission_required = ["view"]
    fields = {
        "email": Field(_("E-mail address"), lambda follower: follower.email),
        "state": Field(_("State"), lambda follower: follower.state),
        "follows": Field(_("Follows"), followed),
        "frequency": Field(_("How often"), lambda follower: follower.get_frequency_display()),
        "language": Field(_("Language"), lambda follower: follower.language),
        "since": Field(_("Since"), lambda follower: local(follower.created_at)),
        "confirmed_at": Field(_("Confirmed"), lambda follower: local(follower.confirmed_at)),
        "consent": Field(_("Consent"), lambda follower: follower.consent_version),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_export and not self.user_has_permission("export"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def show_export_buttons(self) -> bool:
        return self.user_has_permission("export")

    def get_base_queryset(self) -> "QuerySet[Follower]":
        return Follower.objects.prefetch_related(
            "follows__site", "follows__author__merged_into", "follows__tag", "follows__page"
        )

    def get_page_subtitle(self) -> str:
        return in_short()


class FollowerDeleteView(generic.DeleteView):
    """Delete a follower. The log keeps no word of it: it would keep the address."""

    @property
    def confirmation_message(self) -> str:
        return _("Delete %(email)s with all that this address follows?") % {
            "email": self.object.email
        }

    def delete_action(self) -> None:
        joining.leave(self.object)


class FollowerViewSet(ModelViewSet):
    model = Follower
    name = "followers_admin"
    url_prefix = "followers"
    icon = "mail"
    menu_label = _("Readers")
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields: list[str] = []
    list_per_page = 50
    search_fields = ["email"]
    search_backend_name = None
    export_filename = "followers"
    filterset_class = FollowerFilterSet
    index_view_class = FollowerIndexView
    delete_view_class = FollowerDeleteView
    list_display = [
        Column("email", label=_("E-mail address"), sort_key="email"),
        StatusTagColumn("state", label=_("State"), primary=lambda follower: follower.is_active),
        Column("follows", label=_("Follows"), accessor=followed),
        Column("get_frequency_display", label=_("How often"), sort_key="frequency"),
        Column("language", label=_("Language"), sort_key="language"),
        DateColumn("created_at", label=_("Since"), sort_key="created_at"),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | NOBODY_WRITES

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
        ]


class NewsIndexView(generic.IndexView):
    any_permission_required = ["view"]

    def get_base_queryset(self) -> "QuerySet[News]":
        return with_progress(News.objects.select_related("page"))


class NewsViewSet(ModelViewSet):
    """What followers were told of, and how far the mails have come."""

    model = News
    name = "followers_news"
    icon = "mail"
    menu_label = _("What was sent")
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields: list[str] = []
    index_view_class = NewsIndexView
    list_display = [
        Column("page", label=_("Page")),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("told", label=_("Followers"), sort_key="told"),
        Column("sent", label=_("Sent")),
        Column("owed", label=_("Still to send")),
        DateColumn("created_at", label=_("Date"), sort_key="created_at"),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | NOBODY_WRITES | {"delete_url_name": None}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


class FollowersGroup(ViewSetGroup):
    menu_label = _("Followers")
    menu_icon = "mail"
    menu_order = 260
    items = (FollowerViewSet, NewsViewSet)
