"""“My profile” and “My articles”: an author's way to their own pages."""

from typing import Any

import swapper
from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.log_actions import log
from wagtail.models import Locale

from authors.mixins import ArticleMixin, AuthorPageMixin
from authors.models import Author, Byline
from authors.ownership import author_of, author_pks_of, owned_models
from authors.permissions import is_plain_author, is_writer
from authors.profiles import profile_models

Page = swapper.load_model("wagtailcore", "Page")
# After these Wagtail's editor is left for the list of the pages beside.
LEAVING = ("action-publish", "action-submit", "action-restart-workflow", "action-workflow-action")


def own_profile(user: Any) -> AuthorPageMixin | None:
    """Return the user's profile in the language of their admin, else the main language, else any."""
    mine = author_pks_of(user)
    profiles = [
        page
        for model in profile_models()
        for page in model.objects.filter(author__in=mine).select_related("author_locale")  # type: ignore[attr-defined]
    ]
    preferred = [(get_language() or "").split("-")[0], Locale.get_default().language_code]
    profiles.sort(key=lambda page: position(page.author_locale.language_code, preferred))
    return profiles[0] if profiles else None


def position(language: str, preferred: list[str]) -> int:
    return preferred.index(language) if language in preferred else len(preferred)


def my_profile(request: HttpRequest) -> HttpResponse:
    """Open the user's profile; on request (POST), make the first one."""
    profile, author = own_profile(request.user), author_of(request.user)
    if profile is None and author is not None and request.method == "POST":
        profile = start_profile(author, request.user)
    if profile is None:
        context = {"author": author, "can_start": bool(author and directory_for_new_profile())}
        return render(request, "authors/admin/no_profile.html", context)
    return redirect("wagtailadmin_pages:edit", profile.pk)  # type: ignore[attr-defined]


@transaction.atomic
def start_profile(author: Author, user: Any) -> AuthorPageMixin | None:
    """Make an unpublished profile of an author without one. Return None without a place for it."""
    # A second click waits here and then finds the page.
    Author.objects.select_for_update().get(pk=author.pk)
    place = directory_for_new_profile()
    existing = own_profile(user)
    if existing is not None or place is None:
        return existing
    model, directory = place
    name = author.name or user.get_full_name() or user.get_username()
    page = model(title=name, author=author, locale=directory.locale, owner=user, live=False)
    directory.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    log(instance=page, action="wagtail.create", user=user)
    return page


def directory_for_new_profile() -> tuple[Any, Any] | None:
    """Return a page type and where to put one, in the language of the admin if there is a place."""
    models: list[Any] = profile_models()
    preferred = [(get_language() or "").split("-")[0], Locale.get_default().language_code]
    places = [
        (model, page)
        for model in models
        for page in Page.objects.type(*model.allowed_parent_page_models()).select_related("locale")
    ]
    places.sort(key=lambda place: position(place[1].locale.language_code, preferred))
    return places[0] if places else None


def write_article(request: HttpRequest) -> HttpResponse:
    """Go where a new article is written, after asking in which section if there are several."""
    places = [
        (model, page)
        for model in owned_models()
        if issubclass(model, ArticleMixin)
        for page in sections_for(model, request.user)
    ]
    if not places:
        messages.error(request, _("There is no section yet in which you may write."))
        return redirect("authors_my_articles:index")
    model, section = places[0]
    label, name = model._meta.app_label, model._meta.model_name  # type: ignore[attr-defined]
    if len(places) > 1:
        return redirect("wagtailadmin_pages:choose_parent", label, name)
    return redirect("wagtailadmin_pages:add", label, name, section.pk)


def sections_for(model: Any, user: Any) -> list[Any]:
    sections = Page.objects.type(*model.allowed_parent_page_models()).specific()
    return [page for page in sections if page.permissions_for_user(user).can_add_subpage()]


def own_articles(user: Any) -> QuerySet[Any]:
    """Return the articles whose bylines name the user, drafts included."""
    named = Byline.objects.filter(author__in=author_pks_of(user))
    articles = [model for model in owned_models() if issubclass(model, ArticleMixin)]
    return Page.objects.type(*articles).filter(Q(pk__in=named.values("page")))


def go_home(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Bring authors back to their own pages, where Wagtail would show them the section around it."""
    has_left = any(name in request.POST for name in LEAVING)
    wants_elsewhere = "next" in request.GET or request.POST.get("next")
    if not has_left or wants_elsewhere or not is_plain_author(request.user):
        return None
    if isinstance(page, AuthorPageMixin):
        return redirect("wagtailadmin_pages:edit", page.pk)  # type: ignore[attr-defined]
    return redirect("authors_my_articles:index") if isinstance(page, ArticleMixin) else None


class MyArticlesView(IndexView):
    page_title = _("My articles")
    add_item_label = _("Write an article")

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.annotate_queryset(own_articles(self.request.user))

    def get_add_url(self) -> str:
        return reverse("authors_write")


class MyArticlesViewSet(PageListingViewSet):
    model = Page
    name = "authors_my_articles"
    url_prefix = "my-articles"
    icon = "doc-full-inverse"
    index_view_class = MyArticlesView
    add_to_admin_menu = False


class OwnPagesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return author_of(request.user) is not None or is_writer(request.user)


def menu_items() -> list[OwnPagesMenuItem]:
    return [
        OwnPagesMenuItem(
            _("My profile"),
            reverse("authors_my_profile"),
            name="my-profile",
            icon_name="user",
            order=10,
        ),
        OwnPagesMenuItem(
            _("My articles"),
            reverse("authors_my_articles:index"),
            name="my-articles",
            icon_name="doc-full-inverse",
            order=20,
        ),
    ]


urlpatterns = [
    path("my-profile/", my_profile, name="authors_my_profile"),
    path("my-articles/write/", write_article, name="authors_write"),
]
