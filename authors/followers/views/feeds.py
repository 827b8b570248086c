"""The short page that says what a feed is and how to subscribe to one."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Site

from authors.indexes import ArticleIndexMixin


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    return render(request, "authors/followers/feeds.html", {"sections": sections(request)})


def sections(request: HttpRequest) -> list[tuple[str, str]]:
    """Return title and feed address of the sections in the reader's language."""
    site = Site.find_for_request(request)
    models: list[Any] = [m for m in apps.get_models() if issubclass(m, ArticleIndexMixin)]
    pages = [
        page
        for model in models
        for page in model.objects.live().public().filter(locale__language_code=get_language())
        if (page.get_site() or site) == site
    ]
    return [(page.title, f"{page.full_url}feed/") for page in pages]
