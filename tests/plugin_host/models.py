from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable, Page

from authors.letters import Letter
from authors.outbox import OutboxRow
from authors.panels import BylinePanel


class NewsPage(Page):
    text = models.TextField(blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    photographers = ParentalManyToManyField("plugin_host.Person", blank=True, related_name="+")

    content_panels = [*Page.content_panels, "text", BylinePanel()]


class Person(models.Model):
    name = models.CharField(max_length=100)

    def __str__(self):
        return self.name


class NewsPerson(Orderable):
    """Who wrote a page, as the host noted it before it had bylines."""

    page = ParentalKey(NewsPage, related_name="news_people")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")


class Postcard(OutboxRow):
    to = models.EmailField(blank=True)
    stop_url = models.CharField(max_length=200, blank=True)

    def letter(self):
        if not self.to:
            return None
        subject = "Grüße\naus dem Urlaub"
        return Letter(self.to, "de", subject, "plugin_host/postcard", {}, "card-1", self.stop_url)
