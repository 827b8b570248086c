"""Whom the editors trust, and whom they don't want to hear from."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from authors.mailboxes import written_alike


class Standing(models.Model):
    """What was decided about the owner of an e-mail address."""

    class Kind(models.TextChoices):
        TRUSTED = "trusted", _("Trusted")
        BANNED = "banned", _("Banned")

    email = models.EmailField(_("e-mail"), unique=True)
    kind = models.CharField(_("standing"), max_length=7, choices=Kind.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("decided at"), auto_now=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("trusted and banned commenters")
        ordering = ["kind", "email"]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = written_alike(self.email)
        super().save(*args, **kwargs)


def standing_of(email: str) -> str:
    """Return a Standing.Kind, or "" for somebody nobody has decided about."""
    found = Standing.objects.filter(email=written_alike(email)).first() if email else None
    return found.kind if found else ""
