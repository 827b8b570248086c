"""The ready-made page types, each a thin class over a mixin."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from authors.api import byline_field
from authors.indexes import ArticleIndexMixin, AuthorIndexMixin
from authors.mixins import ArticleMixin, AuthorPageMixin
from authors.pages.imported import ImportedItem  # noqa: F401 - registers the model
from authors.panels import (
    article_panels,
    article_promote_panels,
    article_settings_panels,
    profile_panels,
)


class AuthorIndexPage(AuthorIndexMixin, Page):
    """The directory of authors."""

    subpage_types = ["authors_pages.AuthorPage"]
    template = "authors/author_index_page.html"
    show_in_menus_default = True

    class Meta:
        verbose_name = _("author index page")
        verbose_name_plural = _("author index pages")


class AuthorPage(AuthorPageMixin, Page):
    """A profile in one language."""

    parent_page_types = ["authors_pages.AuthorIndexPage"]
    subpage_types: list[str] = []
    template = "authors/author_page.html"
    content_panels = profile_panels()
    api_fields = ["headline", "short_bio", "body", "location", "pronouns"]

    class Meta(AuthorPageMixin.Meta):
        abstract = False
        verbose_name = _("author page")
        verbose_name_plural = _("author pages")


class ArticleIndexPage(ArticleIndexMixin, Page):
    """The articles of a section, the newest first."""

    subpage_types = ["authors_pages.ArticlePage"]
    template = "authors/article_index_page.html"
    show_in_menus_default = True

    class Meta:
        verbose_name = _("article index page")
        verbose_name_plural = _("article index pages")


class ArticlePage(ArticleMixin, Page):
    """An article."""

    parent_page_types = ["authors_pages.ArticleIndexPage"]
    subpage_types: list[str] = []
    template = "authors/article_page.html"
    search_fields = [*Page.search_fields, *ArticleMixin.article_search_fields]
    content_panels = article_panels()
    promote_panels = article_promote_panels()
    settings_panels = article_settings_panels()
    api_fields = ["standfirst", "published_on", "body", "canonical_url", byline_field()]

    class Meta:
        verbose_name = _("article page")
        verbose_name_plural = _("article pages")
