"""The topics a publication writes about: one list for all languages, with a name in each."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from authors.base_page import BASE_PAGE
from authors.handles import candidates
from authors.memory import until_changed


class TopicManager(models.Manager["Topic"]):
    def get_queryset(self) -> models.QuerySet["Topic"]:
        return super().get_queryset().prefetch_related("names")


class Topic(index.Indexed, ClusterableModel):
    """Something that articles are about. Its slug is the same in every language."""

    slug = models.SlugField(
        _("word in addresses"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Made from the first name if you leave it empty."),
    )

    objects = TopicManager()
    panels = [
        InlinePanel("names", heading=_("Names"), label=_("Name"), min_num=1),
        FieldPanel("slug"),
    ]
    search_fields = [index.RelatedFields("names", [index.AutocompleteField("name")])]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]

    def __str__(self) -> str:
        """Return the name in the language that is active."""
        from authors.profiles import active_locale_pk

        return self.name_in(active_locale_pk())

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.slug:
            self.slug = self.free_slug()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def free_slug(self) -> str:
        first = next((name.name for name in self.names.all()), "topic")
        taken = set(Topic.objects.exclude(pk=self.pk).values_list("slug", flat=True))
        return next(slug for slug in candidates(first) if slug not in taken)

    def name_in(self, locale_pk: int | None) -> str:
        """Return the name in a language, else the first one there is."""
        names = list(self.names.all())
        named = [name.name for name in names if name.locale_id == locale_pk]
        return next(iter(named + [name.name for name in names]), self.slug)


class TopicName(Orderable):
    """What a topic is called in one language."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        verbose_name=_("language"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=100)

    panels = ["locale", "name"]

    class Meta(Orderable.Meta):
        verbose_name = _("name of a topic")
        verbose_name_plural = _("names of topics")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "locale"], name="authors_topic_name_unique_topic_locale"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not self.name.strip():
            raise ValidationError({"name": _("Give the topic a name.")})


class PageTopic(Orderable):
    """What a page of any type is about."""

    page = ParentalKey(BASE_PAGE, on_delete=models.CASCADE, related_name="authors_topics")
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="page_topics"
    )

    panels = ["topic"]

    class Meta(Orderable.Meta):
        verbose_name = _("topic of a page")
        verbose_name_plural = _("topics of pages")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "topic"], name="authors_page_topic_unique_page_topic"
            )
        ]

    def __str__(self) -> str:
        return str(self.topic)


def all_topics() -> dict[int, Topic]:
    """Return the topics by key, with their names. There are few, and every page shows some."""
    return until_changed(
        "authors.topics", lambda: {topic.pk: topic for topic in Topic.objects.all()}
    )


def topic_named(name: str, locale_pk: int) -> Topic:
    """Return the topic of that name in a language; there will be one."""
    known = TopicName.objects.filter(name__iexact=name, locale=locale_pk).first()
    if known:
        return known.topic
    topic = Topic()
    topic.names.add(TopicName(name=name[:100], locale_id=locale_pk))
    topic.save()
    return topic
