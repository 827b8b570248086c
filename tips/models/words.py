"""Words between readers and authors beside a tip's own message: answers, complaints, blocks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reply(models.Model):
    """An author's one answer to a tip. We mail it; the author never sees where it goes."""

    tip = models.OneToOneField("tips.Tip", on_delete=models.PROTECT, related_name="reply")
    text = models.TextField(_("reply"), max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.tip.reference}: {self.text[:40]}"


class Report(models.Model):
    """An author asks the site's moderators to look at what a supporter wrote."""

    tip = models.ForeignKey("tips.Tip", on_delete=models.PROTECT, related_name="reports")
    reason = models.TextField(_("reason"), max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["created_at", "pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["tip"], condition=Q(resolved_at=None), name="tips_report_one_open_a_tip"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tip.reference}: {self.reason[:40]}"


class BlockedSupporter(models.Model):
    """A reader whose words an author doesn't want. Known by a keyed digest of the address alone."""

    author = models.ForeignKey(
        "authors.Author", on_delete=models.PROTECT, related_name="blocked_supporters"
    )
    email_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("blocked supporter")
        verbose_name_plural = _("blocked supporters")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["author", "email_digest"], name="tips_blocked_once_an_author"
            )
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.email_digest[:8]}"
