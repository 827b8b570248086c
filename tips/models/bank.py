"""The bank's own records: transfers we wait for and what people confirmed. The ledger never sees them."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def new_transfer_id() -> str:
    """Return 96 random bits: who knows the id may see what is to be transferred."""
    return f"bt_{secrets.token_hex(12)}"


def new_refund_id() -> str:
    return f"br_{secrets.token_hex(12)}"


class BankTransfer(models.Model):
    """A transfer that a reader was asked for. Account and name are as the reader saw them."""

    id = models.CharField(primary_key=True, max_length=40, default=new_transfer_id)
    reference = models.CharField(_("reference"), max_length=12, unique=True)
    request_key = models.CharField(max_length=100, unique=True)
    payment_reference = models.CharField(max_length=100, db_index=True)
    author_reference = models.CharField(max_length=100, blank=True, help_text="The author's uuid.")
    account = models.CharField(max_length=255, blank=True)
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    payee = models.CharField(max_length=70)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    description = models.CharField(_("purpose"), max_length=255)
    locale = models.CharField(max_length=10)
    return_url = models.TextField()
    livemode = models.BooleanField()
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)
    expires_at = models.DateTimeField(_("expires"), db_index=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    received_minor = models.PositiveBigIntegerField(default=0, help_text="The sum of its credits.")

    class Meta:
        verbose_name = _("bank transfer")
        verbose_name_plural = _("bank transfers")
        ordering = ["-created_at", "pk"]
        default_permissions = []
        permissions = [("confirm_banktransfer", "Can confirm bank transfers")]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_settled(self) -> bool:
        """Whether just what was asked for has arrived."""
        return self.received_minor == self.amount_minor


class BankCredit(models.Model):
    """Money that arrived, as a person or a statement says. One line of a statement is one row."""

    transfer = models.ForeignKey(BankTransfer, on_delete=models.PROTECT, related_name="credits")
    line_key = models.CharField(max_length=100, unique=True)
    amount_minor = models.PositiveBigIntegerField()
    booked_on = models.DateField(help_text="The bank's day.")
    happened_at = models.DateTimeField()
    statement = models.CharField(max_length=255, blank=True, help_text="Empty if typed by hand.")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = []
        ordering = ["booked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="tips_bankcredit_amount_is_positive", condition=Q(amount_minor__gt=0)
            )
        ]

    def __str__(self) -> str:
        return self.line_key


class BankRefund(models.Model):
    """Money that a person sent back by a transfer of their own."""

    id = models.CharField(primary_key=True, max_length=40, default=new_refund_id)
    transfer = models.ForeignKey(BankTransfer, on_delete=models.PROTECT, related_name="refunds")
    request_key = models.CharField(max_length=100, unique=True)
    amount_minor = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = []
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.id
