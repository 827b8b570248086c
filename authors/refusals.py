"""What the editor refuses, with the reason in plain words."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from authors.mixins import ArticleMixin, AuthorPageMixin
from authors.ownership import author_of
from authors.permissions import may_change_bylines
from authors.profiles import profile_models


def refuse_move(request: HttpRequest, page: Any, destination: Any) -> None:
    """Ask for the permission before Wagtail's confirmation shows the title of a draft."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


def refuse_copy(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse to copy profiles: a second one in the same language would be nobody's."""
    is_profile = isinstance(page, AuthorPageMixin)
    with_profiles = bool(request.POST.get("copy_subpages")) and any(
        model.objects.descendant_of(page).exists()  # type: ignore[attr-defined]
        for model in profile_models()
    )
    if not is_profile and not with_profiles:
        return None
    messages.error(request, _("An author has one profile in a language: profiles aren't copied."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_nameless_writer(request: HttpRequest, page_class: type) -> HttpResponse | None:
    """Stop who would write an article that names nobody and that they could never open again."""
    if not issubclass(page_class, ArticleMixin) or may_change_bylines(request.user):
        return None
    if author_of(request.user) is not None:
        return None
    messages.error(
        request, _("Your account isn't linked to an author yet. Ask an editor to link it.")
    )
    return redirect("authors_my_profile")
