"""Profiles and articles on the host's own base page: a thin class over each mixin."""

from wagtail.test.basepage.models import BasePage

from authors.indexes import ArticleIndexMixin, AuthorIndexMixin
from authors.mixins import ArticleMixin, AuthorPageMixin
from authors.panels import article_panels, profile_panels


class ProfileIndex(AuthorIndexMixin, BasePage):
    template = "authors/author_index_page.html"


class Profile(AuthorPageMixin, BasePage):
    template = "authors/author_page.html"
    content_panels = profile_panels()

    class Meta(AuthorPageMixin.Meta):
        abstract = False


class StoryIndex(ArticleIndexMixin, BasePage):
    template = "authors/article_index_page.html"


class Story(ArticleMixin, BasePage):
    template = "authors/article_page.html"
    content_panels = article_panels()
