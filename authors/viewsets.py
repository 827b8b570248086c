"""Where editors keep the list of authors."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from authors.identity import name_guest
from authors.invitations.admin import (
    InvitationView,
    InviteView,
    invitation_button,
    invite_button,
)
from authors.leave_view import LeaveView, ReturnView, leave_button
from authors.merge_view import MergeView, merge_button
from authors.models import Author
from authors.reassign_view import ReassignView, reassign_button


class AuthorIndexView(generic.IndexView):
    # Translators: short, as they share the head of a screen with its title.
    add_item_label = pgettext_lazy("button", "Add an author")

    def get_base_queryset(self) -> QuerySet[Author]:
        return super().get_base_queryset().unmerged().named().select_related("user")

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [*super().header_buttons, *invite_button(self.request.user)]


class AuthorCreateView(generic.CreateView):
    def save_instance(self) -> Author:
        """Give a guest, who may never have a profile, a handle at once."""
        author: Author = super().save_instance()
        name_guest(author)
        return author


class LifeButtons:
    """Offer editors to invite the author whom a view shows, to merge them, or to note that they left."""

    request: Any
    object: Author

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        shown = super().header_more_buttons  # type: ignore[misc]
        user, author = self.request.user, self.object
        for offered in (invitation_button, reassign_button, merge_button, leave_button):
            shown = [*shown, *offered(user, author)]
        return shown


class AuthorEditView(LifeButtons, generic.EditView):
    pass


class AuthorInspectView(LifeButtons, generic.InspectView):
    pass


class AuthorViewSet(ModelViewSet):
    """Authors are added, renamed and linked to accounts; nobody deletes or copies one."""

    model = Author
    name = "authors"
    icon = "user"
    # Translators: twenty letters at most, or Wagtail's menu cuts them off.
    menu_label = pgettext_lazy("menu", "Authors")
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["name", "sort_name", "handle", "kind", "user", "created_at", "left_on"]
    form_fields = ["name", "sort_name", "kind", "user"]
    list_display = [
        "name",
        Column("handle", label=_("Handle"), sort_key="handle"),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("user", label=_("User account")),
    ]
    list_filter = ["kind"]
    search_fields = ["name", "handle"]
    search_backend_name = None
    index_view_class = AuthorIndexView
    add_view_class = AuthorCreateView
    edit_view_class = AuthorEditView
    inspect_view_class = AuthorInspectView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("invite/", InviteView.as_view(), name="invite"),
            path("invite/<int:pk>/", InviteView.as_view(), name="invite_guest"),
            path("invitation/<int:pk>/", InvitationView.as_view(), name="invitation"),
            path("reassign/<int:pk>/", ReassignView.as_view(), name="reassign"),
            path("merge/<int:pk>/", MergeView.as_view(), name="merge"),
            path("leave/<int:pk>/", LeaveView.as_view(), name="leave"),
            path("return/<int:pk>/", ReturnView.as_view(), name="return"),
        ]

    def get_form_class(self, for_update: bool = False) -> Any:
        form_class = super().get_form_class(for_update)
        # Drafts have no name yet, authors in this list must.
        form_class.base_fields["name"].required = True
        return form_class
