"""What makes a host's page type an author page, an article, or an index of either."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.images import get_image_model_string

from authors.fields import BodyField
from authors.models import Author
from authors.presentation import ArticlePresentation, ProfilePresentation
from authors.validators import validate_fediverse_handle, validate_link


class AuthorPageMixin(ProfilePresentation, models.Model):
    """How an author presents themselves in one language. Put it before the page class."""

    author = models.ForeignKey(
        "authors.Author",
        verbose_name=_("author"),
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(app_label)s_%(class)s_set",
        help_text=_(
            "Leave empty for a new person. Choose one to add a profile in another language."
        ),
    )
    # `locale` sits on the parent table, where no constraint of this table can see it.
    author_locale = models.ForeignKey(
        "wagtailcore.Locale", editable=False, on_delete=models.PROTECT, related_name="+"
    )
    headline = models.CharField(
        _("headline"), max_length=120, blank=True, help_text=_("What you do, in a few words.")
    )
    short_bio = models.TextField(
        _("short bio"),
        max_length=600,
        blank=True,
        help_text=_("Stands in the box under your articles."),
    )
    body = BodyField(verbose_name=_("about you"), blank=True)
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    photo_alt = models.CharField(
        _("description of the photo"),
        max_length=200,
        blank=True,
        help_text=_("For readers who can't see it."),
    )
    fediverse_handle = models.CharField(
        _("fediverse handle"),
        max_length=120,
        blank=True,
        validators=[validate_fediverse_handle],
        help_text=_("Such as @ada@example.social. Shown when your articles are shared there."),
    )
    location = models.CharField(_("location"), max_length=120, blank=True)
    contact = models.CharField(
        _("contact"),
        max_length=500,
        blank=True,
        validators=[validate_link],
        help_text=_("A public address, https:// or mailto:. Anybody can see it."),
    )
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["author", "author_locale"],
                name="%(app_label)s_%(class)s_unique_author_locale",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.locale_id is None:  # type: ignore[has-type]
            self.locale = self.get_default_locale()  # type: ignore[attr-defined]
        self.author_locale_id = self.locale_id
        with transaction.atomic():
            if self.author_id is None:
                self.author = Author.objects.create()
            return super().save(*args, **kwargs)


class ArticleMixin(ArticlePresentation, models.Model):
    """An article with bylines. Put it before the page class."""

    standfirst = models.TextField(
        _("standfirst"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences under the title."),
    )
    lead_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(
        _("description of the lead image"),
        max_length=200,
        blank=True,
        help_text=_("For readers who can't see it. Empty if it only decorates."),
    )
    body = BodyField(verbose_name=_("body"), blank=True)
    published_on = models.DateField(_("publication date"), default=timezone.localdate)
    correction = models.TextField(
        _("correction"), blank=True, help_text=_("What was wrong, shown to readers.")
    )
    has_partner_links = models.BooleanField(default=False, editable=False)
    comments_open = models.BooleanField(_("comments open"), default=True)
    canonical_url = models.URLField(
        _("canonical address"),
        max_length=500,
        blank=True,
        help_text=_("Where the article was published first, if elsewhere."),
    )
    tags = ClusterTaggableManager(
        verbose_name=_("tags"), through="authors.PageTag", blank=True, related_name="+"
    )

    class Meta:
        abstract = True
