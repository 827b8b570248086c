"""What an author and what a site admin can choose."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from tips.admin.settings_form import PANELS, TipSettingsForm


@register_setting(icon="success")
class TipSettings(BaseSiteSetting):
    """How a site takes tips."""

    is_suspended = models.BooleanField(
        _("suspend tipping"),
        default=False,
        help_text=_("No new tips can be started. Payments under way go on."),
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

    panels = PANELS
    base_form_class = TipSettingsForm

    class Meta:
        verbose_name = _("tip settings")
        default_permissions = ["change"]


class TipPreferences(models.Model):
    """How an author takes tips. An author without a row takes them with the site's defaults."""

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
    notify = models.BooleanField(_("mail me each tip"), default=True)

    class Meta:
        verbose_name = _("tip preferences")
        verbose_name_plural = _("tip preferences")
        default_permissions = []

    def __str__(self) -> str:
        return str(self.author)
