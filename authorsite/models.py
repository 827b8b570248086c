"""The microsite's front page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from authors.indexes import ArticleIndexMixin, AuthorIndexMixin
from authors.listing import articles_below, with_credits
from authors.visibility import GuardedMixin
from authorsite.places import places_of, site_of

LATEST_ARTICLES = 6
AUTHORS_SHOWN = 8


class HomePage(GuardedMixin, Page):
    """The front page of a publication: its latest articles and its authors."""

    introduction = models.CharField(_("introduction"), max_length=255, blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    subpage_types = ["authors_pages.ArticleIndexPage", "authors_pages.AuthorIndexPage"]
    template = "home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def summary(self) -> str:
        return self.search_description or self.introduction

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        site = site_of(request)
        if path_components and site:
            section = places_of(site).section(self, path_components[0])
            if section is not None:
                section._cached_parent_obj = self
                return section.route(request, path_components[1:])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from authors.bylines import credits_for

        context = super().get_context(request, *args, **kwargs)
        articles = with_credits(articles_below(self)[: LATEST_ARTICLES + 1])
        site = site_of(request)
        below: list[Any] = places_of(site).below(self) if site else []
        section: Any = next((page for page in below if isinstance(page, ArticleIndexMixin)), None)
        directory: Any = next((page for page in below if isinstance(page, AuthorIndexMixin)), None)
        authors = directory.first_authors(AUTHORS_SHOWN) if directory else ()
        return context | {
            "lead": articles[0] if articles else None,
            "latest": articles[1:],
            "authors": credits_for(authors, self.locale),
            "articles_url": section.get_url(request) if section else "",
            "authors_url": directory.get_url(request) if directory else "",
        }
