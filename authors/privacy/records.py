"""What was done for people who asked about their data."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_reference() -> str:
    return f"P-{secrets.token_hex(5).upper()}"


class PrivacyRecord(models.Model):
    """That somebody's data was handed out or erased. It doesn't say whose: that was the point."""

    class Action(models.TextChoices):
        EXPORT = "export", _("Handed out")
        ERASE = "erase", _("Erased")

    reference = models.CharField(
        _("reference"), max_length=20, unique=True, default=new_reference, editable=False
    )
    action = models.CharField(_("action"), max_length=6, choices=Action.choices)
    counts = models.JSONField(_("rows"), default=dict, help_text="How many rows, by app.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    done_at = models.DateTimeField(_("done at"), auto_now_add=True)

    class Meta:
        app_label = "authors"
        verbose_name = _("privacy record")
        verbose_name_plural = _("privacy records")
        ordering = ["-done_at", "-pk"]
        default_permissions = ["view"]
        permissions = [
            ("export_person", "Can hand out what is kept about a person"),
            ("erase_person", "Can erase a person"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def total(self) -> int:
        return sum(self.counts.values())
