"""What stock Wagtail shows of pages that the user may not open, closed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import swapper
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin.viewsets.pages import PageViewSet, base_page_viewset
from wagtail.permissions import policy_registry

from authors.exceptions import DuplicateProfile
from authors.ownership import owned_models
from authors.permissions import OwnedPageTester, visible_q

PAGE_KWARGS = ("page_id", "page_to_move_id", "pk", "parent_page_id")


def page_model() -> Any:
    return swapper.load_model("wagtailcore", "Page")


def is_foreign(page: Any, user: Any) -> bool:
    tester = page.permissions_for_user(user)
    return isinstance(tester, OwnedPageTester) and tester.is_foreign


def refuse_foreign(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse a view of another author's page before it can tell anything, such as a draft title."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page_pk = next((kwargs[name] for name in PAGE_KWARGS if name in kwargs), None)
        if page_pk is not None:
            refuse_page(page_pk, request.user)
        try:
            return view(request, *args, **kwargs)
        except DuplicateProfile as error:
            messages.error(request, error.messages[0])
            return redirect("wagtailadmin_home")

    return guarded


def refuse_page(page_pk: int, user: Any) -> None:
    page = get_object_or_404(page_model(), pk=page_pk)
    if is_foreign(page, user):
        raise PermissionDenied


class OwnedPageViewSet(PageViewSet):
    """Wagtail's page views, none of which opens another author's page.

    A host with a page viewset of its own for such a type builds it on this one.
    """

    @property
    def parent_models(self) -> list[Any]:
        return [self.model]

    def get_view_by_name(self, name: str) -> Callable[..., HttpResponse]:
        # What lies below such a page may be of any type: Wagtail's own listing shows it.
        if name in ("index", "index_results"):
            return refuse_foreign(base_page_viewset.get_view_by_name(name))
        return refuse_foreign(super().get_view_by_name(name))


def page_viewsets() -> list[OwnedPageViewSet]:
    return [OwnedPageViewSet(model=model) for model in owned_models()]


def choosable(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Leave out what readers can't see of others' pages: anybody may link to a published one."""
    match = request.resolver_match
    if match is not None and match.kwargs.get("parent_page_id"):
        refuse_page(match.kwargs["parent_page_id"], request.user)
    is_public = Q(live=True, draft_title=F("title"))
    # A subquery, as a search can't filter by fields that its index doesn't know.
    shown = page_model().objects.filter(visible_q(request.user) | is_public)
    return pages.filter(pk__in=shown.values("pk"))


def in_own_collections(viewset_class: Any) -> Any:
    """Return the admin API's viewset of images or documents, limited to what the user may choose."""

    class ChoosableViewSet(viewset_class):  # type: ignore[misc]
        def get_queryset(self) -> QuerySet[Any]:
            found = super().get_queryset()
            policy = policy_registry.get_by_type(found.model)
            allowed = policy.instances_user_has_any_permission_for(
                self.request.user, ["choose", "change", "delete"]
            )
            return found.filter(pk__in=allowed.values("pk"))

    ChoosableViewSet.__name__ = viewset_class.__name__
    return ChoosableViewSet
