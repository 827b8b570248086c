"""How a site takes comments, and the rules it asks readers to keep."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable


@register_setting(icon="comment")
class CommentSettings(ClusterableModel, BaseSiteSetting):
    """A site's comments."""

    class Moderation(models.TextChoices):
        ALL = "all", _("Every comment waits for approval")
        FIRST = "first", _("The first comment of somebody waits")
        TRUSTED = "trusted", _("Comments of trusted commenters don't wait")

    is_open = models.BooleanField(
        _("take comments"), default=True, help_text=_("If not, those that are there stay.")
    )
    moderation = models.CharField(
        _("moderation"), max_length=7, choices=Moderation.choices, default=Moderation.ALL
    )
    authors_moderate = models.BooleanField(
        _("authors moderate the comments on their own articles"), default=False
    )
    closes_after_days = models.PositiveIntegerField(
        _("close after so many days"),
        default=0,
        validators=[MaxValueValidator(36500)],
        help_text=_("Counted from an article's publication; 0 never closes."),
    )
    most_links = models.PositiveSmallIntegerField(_("most links in a comment"), default=2)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("is_open"),
                FieldPanel("moderation"),
                FieldPanel("authors_moderate"),
                FieldPanel("closes_after_days"),
                FieldPanel("most_links"),
            ],
            heading=_("Comments"),
        ),
        InlinePanel("rules", heading=_("Rules, beside the form"), label=_("rules in a language")),
    ]

    class Meta:
        verbose_name = _("comment settings")
        default_permissions = ["change"]

    def rules_in(self, language: str) -> str:
        """Return the site's rules in a language, or "" where it has none in it."""
        known = {rules.locale.language_code: rules.text for rules in self.rules.all()}
        return known.get(language) or known.get(language.split("-")[0]) or ""


class CommentRules(Orderable):
    """What a site asks of who comments, in one language."""

    settings = ParentalKey(CommentSettings, on_delete=models.CASCADE, related_name="rules")
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        verbose_name=_("language"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    text = models.TextField(_("rules"), max_length=2000, help_text=_("One rule a line."))

    panels = ["locale", "text"]

    class Meta(Orderable.Meta):
        verbose_name = _("comment rules")
        verbose_name_plural = _("comment rules")
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "locale"], name="comments_rules_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return str(self.locale)
