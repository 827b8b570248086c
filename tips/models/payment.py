"""Tries to pay a tip, and refunds."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Payment(models.Model):
    """One try to pay a tip at a provider. Only `tips.ledger` writes it."""

    class State(models.TextChoices):
        CREATED = "created", _("Created")
        AWAITING_READER = "awaiting_reader", _("Waiting for the reader")
        PROCESSING = "processing", _("Processing")
        SUCCEEDED = "succeeded", _("Succeeded")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")
        EXPIRED = "expired", _("Expired")

    class Flag(models.TextChoices):
        NONE = "", _("None")
        MISMATCH = "mismatch", _("The provider reports another amount")
        DUPLICATE = "duplicate", _("Paid twice, to be refunded")
        CLOSED = "closed", _("Other money than asked for, settled by a person")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tip = models.ForeignKey("tips.Tip", on_delete=models.PROTECT, related_name="payments")
    attempt = models.PositiveSmallIntegerField()
    provider = models.CharField(_("provider"), max_length=40)
    account = models.CharField(
        max_length=255,
        blank=True,
        help_text="Whose money: the payee's account, empty for the site's own.",
    )
    livemode = models.BooleanField()
    request_key = models.CharField(
        max_length=100,
        unique=True,
        editable=False,
        help_text="Our idempotency key at the provider.",
    )
    remote_id = models.CharField(
        max_length=255, null=True, blank=True, help_text="The provider's id."
    )
    redirect_url = models.TextField(blank=True)
    state = models.CharField(
        _("state"), max_length=15, choices=State.choices, default=State.CREATED
    )
    flag = models.CharField(max_length=9, choices=Flag.choices, default=Flag.NONE, blank=True)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    platform_fee_minor = models.PositiveBigIntegerField(
        default=0, help_text="What the site keeps of a payment to an author's own account."
    )
    failure_code = models.CharField(max_length=100, blank=True)
    next_poll = models.DateTimeField(null=True, blank=True, db_index=True)
    polls = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["tip", "attempt"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["tip", "attempt"], name="tips_payment_unique_attempt"),
            models.UniqueConstraint(
                fields=["provider", "livemode", "remote_id"], name="tips_payment_unique_remote_id"
            ),
            models.UniqueConstraint(
                fields=["tip"],
                condition=Q(state="succeeded") & ~Q(flag="duplicate"),
                name="tips_payment_one_credit_a_tip",
            ),
            models.CheckConstraint(
                name="tips_payment_amount_is_positive", condition=Q(amount_minor__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tip.reference}/{self.attempt}"


class Refund(models.Model):
    """Money on its way back to a reader. Written before the provider is asked."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        PENDING = "pending", _("Under way")
        SUCCEEDED = "succeeded", _("Refunded")
        FAILED = "failed", _("Failed")

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    request_key = models.CharField(max_length=100, unique=True, editable=False)
    remote_id = models.CharField(max_length=255, null=True, blank=True)
    amount_minor = models.PositiveBigIntegerField()
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.REQUESTED
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty when it was made at the provider.",
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    failure_code = models.CharField(max_length=100, blank=True)
    next_try = models.DateTimeField(null=True, blank=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["created_at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "remote_id"], name="tips_refund_unique_remote_id"
            ),
            models.CheckConstraint(
                name="tips_refund_amount_is_positive", condition=Q(amount_minor__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment}: {self.amount_minor}"
