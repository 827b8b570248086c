from django.db import models
from wagtail.models import Page

from authors.letters import Letter
from authors.outbox import OutboxRow
from authors.panels import BylinePanel


class NewsPage(Page):
    text = models.TextField(blank=True)

    content_panels = [*Page.content_panels, "text", BylinePanel()]


class Postcard(OutboxRow):
    to = models.EmailField(blank=True)
    stop_url = models.CharField(max_length=200, blank=True)

    def letter(self):
        if not self.to:
            return None
        subject = "Grüße\naus dem Urlaub"
        return Letter(self.to, "de", subject, "plugin_host/postcard", {}, "card-1", self.stop_url)
