"""Feeds of comments: those of one page, and those of the whole site."""

from typing import Any

import swapper
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Site

from authors.base_page import BASE_PAGE
from authors.comments.feed import CommentFeed
from authors.comments.models import Comment
from authors.comments.places import public_page
from authors.feeds import answer_with

assert BASE_PAGE  # importing it has told swapper the prefix of the base page model


@require_safe
def on_page(request: HttpRequest, page_pk: int, kind: str = "") -> HttpResponse:
    """Answer with the latest comments on one page."""
    page = public_page(page_pk)
    if page is None:
        raise Http404
    return answer_with(CommentFeed(page, Comment.objects.filter(page=page.pk)), request, kind)


@require_safe
def everywhere(request: HttpRequest, kind: str = "") -> HttpResponse:
    """Answer with the latest comments on all pages of the site in the address's language."""
    root = root_in_language(request)
    if root is None:
        raise Http404
    pages = swapper.load_model("wagtailcore", "Page").objects
    public = pages.live().public().descendant_of(root, inclusive=True)
    comments = Comment.objects.filter(page__in=public.values("pk"))
    return answer_with(CommentFeed(root, comments, of_site=True), request, kind)


def root_in_language(request: HttpRequest) -> Any:
    """Return the site's root page in the active language, else the one it has."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    translations = site.root_page.get_translations(inclusive=True).live()
    found = translations.filter(locale__language_code=get_language()).first()
    return (found or site.root_page).specific
