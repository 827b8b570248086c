"""What an author and what a site admin can choose."""

import swapper
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from authors.base_page import BASE_PAGE
from tips.admin.settings_form import PANELS, TipSettingsForm
from tips.languages import in_language

assert swapper  # authors.base_page has told it the prefix of the base page model


@register_setting(icon="success")
class TipSettings(BaseSiteSetting):
    """How a site takes tips."""

    class Moderation(models.TextChoices):
        ALL = "all", _("Every message waits for approval")
        FIRST = "first", _("Only a reader's first message waits")
        NONE = "none", _("Messages appear at once, and can be rejected later")

    is_suspended = models.BooleanField(
        _("suspend tipping"),
        default=False,
        help_text=_(
            "No new tips can be started, and readers are told so. Payments under way go on."
        ),
    )
    default_currency = models.CharField(_("currency"), max_length=3, default="EUR")
    default_unit_minor = models.PositiveBigIntegerField(
        _("price of a coffee"),
        default=300,
        validators=[MinValueValidator(1)],
        help_text=_("In the smallest unit: 300 is €3.00."),
    )
    statement_descriptor = models.CharField(
        _("name on card statements"),
        max_length=22,
        blank=True,
        help_text=_("What readers find on their statement, at most 22 Latin characters."),
    )
    manager_email = models.EmailField(_("e-mail of the tip managers"), blank=True)
    moderation = models.CharField(
        _("messages of readers"),
        max_length=5,
        choices=Moderation.choices,
        default=Moderation.ALL,
        help_text=_(
            "What readers write is shown in public only after approval, or as chosen here."
        ),
    )
    privacy_page = models.ForeignKey(
        BASE_PAGE,
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The tip form links to it, in the reader's language where it is translated."),
    )
    terms_page = models.ForeignKey(
        BASE_PAGE,
        verbose_name=_("terms page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    tax_note = models.TextField(
        _("note on taxes"),
        max_length=500,
        blank=True,
        help_text=_(
            "Stands on receipts and on authors' yearly statements. Ask somebody who knows your law."
        ),
    )
    tax_note_translations = models.JSONField(default=dict, blank=True)
    retention_days = models.PositiveIntegerField(
        _("keep readers' details for so many days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(30), MaxValueValidator(36500)],
        help_text=_(
            "Then e-mail addresses are forgotten, and everything typed into tips that were never "
            "paid. The books keep amounts and dates. Empty: as the site's developers have set it."
        ),
    )

    panels = PANELS
    base_form_class = TipSettingsForm

    class Meta:
        verbose_name = _("tip settings")
        default_permissions = ["change"]

    def tax_note_in(self, language: str) -> str:
        """Return the note on taxes for a reader of this language."""
        return in_language(self.tax_note, self.tax_note_translations, language)


class TipPreferences(models.Model):
    """How an author takes tips. An author without a row takes them with the site's defaults."""

    class Notification(models.TextChoices):
        AT_ONCE = "at_once", _("At once, one mail a tip")
        DAILY = "daily", _("Once a day, all tips in one mail")
        NEVER = "never", _("Never: I look here myself")

    author = models.OneToOneField(
        "authors.Author", on_delete=models.PROTECT, related_name="tip_preferences"
    )
    accepts_tips = models.BooleanField(_("accept tips"), default=True)
    currency = models.CharField(
        _("currency"), max_length=3, blank=True, help_text=_("Empty for the site's.")
    )
    unit_minor = models.PositiveBigIntegerField(
        _("price of a coffee"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("In the smallest unit: 300 is €3.00. Empty for the site's."),
    )
    thank_you = models.TextField(_("thank-you text"), max_length=500, blank=True)
    thank_you_translations = models.JSONField(default=dict, blank=True)
    shows_wall = models.BooleanField(
        _("show my supporters on my profile"),
        default=True,
        help_text=_("Only who wants to be named, and only messages that were approved."),
    )
    notification = models.CharField(
        _("mails about tips"),
        max_length=7,
        choices=Notification.choices,
        default=Notification.AT_ONCE,
    )

    class Meta:
        verbose_name = _("tip preferences")
        verbose_name_plural = _("tip preferences")
        default_permissions = []

    def __str__(self) -> str:
        return str(self.author)

    def thank_you_in(self, language: str) -> str:
        """Return the thank-you text for a reader of this language."""
        return in_language(self.thank_you, self.thank_you_translations, language)
