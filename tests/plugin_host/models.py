from django.db import models
from wagtail.models import Page

from authors.panels import BylinePanel


class NewsPage(Page):
    text = models.TextField(blank=True)

    content_panels = [*Page.content_panels, "text", BylinePanel()]
