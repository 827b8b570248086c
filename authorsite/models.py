"""The microsite's front page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class HomePage(Page):
    """The front page of a publication: its latest articles and its authors."""

    introduction = models.CharField(_("introduction"), max_length=255, blank=True)

    content_panels = [*Page.content_panels, "introduction"]
    subpage_types = ["authors_pages.ArticleIndexPage", "authors_pages.AuthorIndexPage"]
    template = "home_page.html"
