"""The moderators' list of comments, and who is trusted and banned."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import (
    BulkActionsCheckboxColumn,
    Column,
    DateColumn,
    StatusTagColumn,
    TitleColumn,
)
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from authors.comments.admin.actions import act, actions_for
from authors.comments.admin.one import one
from authors.comments.admin.policy import moderated_by
from authors.comments.models import Comment, Standing

NOT_OFFERED = dict.fromkeys(
    [f"{name}_url_name" for name in ("add", "copy", "usage", "history", "inspect")]
)


class CommentFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=Comment.State.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Comment
        fields: list[str] = ["state"]


class ActionsColumn(Column):
    """One button for each thing that can be done to a comment at once."""

    cell_template_name = "authors/comments/admin/actions_cell.html"

    def get_value(self, instance: Comment) -> str:
        return " "

    def get_cell_context_data(self, instance: Comment, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        actions = actions_for(instance, request.user)
        return super().get_cell_context_data(instance, parent_context) | {
            "actions": [action for action in actions if not action.is_about_people],
            "comment": instance,
            "request": request,
            "csrf_token": parent_context.get("csrf_token"),
        }


class CommentIndexView(IndexView):
    """All comments that the user moderates, the newest first."""

    default_ordering = "-created_at"

    def get_base_queryset(self) -> "QuerySet[Comment]":
        return moderated_by(self.request.user).select_related("page", "author")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
            TitleColumn(
                "excerpt",
                label=_("Comment"),
                get_url=lambda comment: reverse("authors_comments_admin:one", args=[comment.pk]),
                get_title_id=lambda comment: f"snippet_{comment.pk}_title",
            ),
            Column("name", label=_("Name"), sort_key="name"),
            Column("page", label=_("Page"), accessor="page.title"),
            StatusTagColumn(
                "get_state_display",
                label=_("State"),
                sort_key="state",
                primary=lambda comment: comment.is_approved,
            ),
            DateColumn("created_at", label=_("Written"), sort_key="created_at"),
            ActionsColumn("actions", label=_("Decide")),
        ]


def only_moderated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 404 for a comment that isn't the user's to moderate."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, pk: Any, **kwargs: Any) -> HttpResponse:
        if not moderated_by(request.user).filter(pk=pk).exists():
            raise Http404
        return view(request, *args, pk=pk, **kwargs)

    return guarded


class CommentViewSet(SnippetViewSet):
    """Wagtail's screens for comments, less those that would show more than a user moderates."""

    model = Comment
    icon = "comment"
    menu_label = _("Comments")
    menu_name = "comments"
    menu_order = 240
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    admin_url_namespace = "authors_comments_admin"
    base_url_path = "comments"
    index_view_class = CommentIndexView
    filterset_class = CommentFilterSet
    search_fields = ["name", "text"]
    search_backend_name = None
    list_per_page = 30
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("website")], heading=_("Writer")),
        FieldPanel("text"),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | NOT_OFFERED

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("<int:pk>/", only_moderated(one), name="one"),
            path("<int:pk>/<slug:key>/", act, name="act"),
            path("edit/<int:pk>/", only_moderated(self.edit_view), name="edit"),
            path("delete/<int:pk>/", only_moderated(self.delete_view), name="delete"),
        ]

    def register_chooser_viewset(self) -> None:
        """Offer no chooser: it would list every comment to everybody who may log in."""


class StandingViewSet(SnippetViewSet):
    """Whom the editors trust, and whom they have banned."""

    model = Standing
    icon = "user"
    menu_label = _("Commenters")
    menu_name = "commenters"
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    admin_url_namespace = "authors_commenters_admin"
    base_url_path = "commenters"
    list_display = ["email", StatusTagColumn("get_kind_display", label=_("Standing")), "note"]
    list_filter = ["kind"]
    search_fields = ["email", "note"]
    search_backend_name = None
    panels = [FieldPanel("email"), FieldPanel("kind"), FieldPanel("note")]

    def register_chooser_viewset(self) -> None:
        """Offer no chooser: it would list every address to everybody who may log in."""
