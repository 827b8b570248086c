"""What comparing our books with the providers' own lists found."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReconciliationRun(models.Model):
    """One comparison of our books with the lists of all providers."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    since = models.DateTimeField(_("since"))
    is_dry = models.BooleanField(_("only looked"), default=False)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    looked_at = models.PositiveIntegerField(_("payments looked at"), default=0)

    class Meta:
        verbose_name = _("reconciliation")
        verbose_name_plural = _("reconciliations")
        ordering = ["-started_at", "-pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class ReconciliationItem(models.Model):
    """One thing in which our books and a provider's list differed."""

    class Kind(models.TextChoices):
        MISSING_HERE = "missing_here", _("Missing here")
        MISSING_THERE = "missing_there", _("Missing at the provider")
        STATE = "state", _("Another state")
        AMOUNT = "amount", _("Another amount")
        ACCOUNT = "account", _("Another account, currency or mode")
        FEE = "fee", _("Another fee")
        REFUND = "refund", _("Another refund")
        DISPUTE = "dispute", _("Another dispute")
        UNREACHABLE = "unreachable", _("The provider didn’t answer")

    class Outcome(models.TextChoices):
        LEFT = "left", _("Left for a person")
        FOUND = "found", _("Found, nothing was changed")
        BOOKED = "booked", _("Booked")
        CLOSED = "closed", _("Closed by a person")

    run = models.ForeignKey(ReconciliationRun, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("what differs"), max_length=13, choices=Kind.choices)
    provider = models.CharField(_("provider"), max_length=40)
    account = models.CharField(max_length=255, blank=True)
    remote_id = models.CharField(_("provider’s id"), max_length=255, blank=True)
    payment = models.ForeignKey(
        "tips.Payment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ours = models.CharField(_("ours"), max_length=255, blank=True)
    theirs = models.CharField(_("the provider’s"), max_length=255, blank=True)
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome.choices)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    closed_reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("difference")
        verbose_name_plural = _("differences")
        ordering = ["run", "pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.kind} {self.remote_id}: {self.ours} / {self.theirs}"
