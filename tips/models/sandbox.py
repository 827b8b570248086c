"""The sandbox's own records, on the provider's side of the wire. The ledger never sees them."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_checkout_id() -> str:
    return f"co_{secrets.token_hex(12)}"


def new_refund_id() -> str:
    return f"re_{secrets.token_hex(12)}"


def new_event_id() -> str:
    return f"ev_{secrets.token_hex(12)}"


def new_dispute_id() -> str:
    return f"dp_{secrets.token_hex(12)}"


class SandboxCheckout(models.Model):
    """A checkout at the make-believe provider."""

    id = models.CharField(primary_key=True, max_length=40, default=new_checkout_id)
    request_key = models.CharField(max_length=100, unique=True)
    request_digest = models.CharField(max_length=64)
    reference = models.CharField(max_length=100)
    account = models.CharField(max_length=255, blank=True)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    description = models.CharField(max_length=255)
    statement_descriptor = models.CharField(max_length=22, blank=True)
    locale = models.CharField(max_length=10, default="en")
    return_url = models.TextField()
    cancel_url = models.TextField()
    payee = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=15, default="open")
    failure_code = models.CharField(max_length=100, blank=True)
    settles_at = models.DateTimeField(null=True, blank=True)
    settles_as = models.CharField(max_length=15, blank=True)
    fee_minor = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        return self.id

    @property
    def standing(self) -> str:
        """What a dashboard calls its state: in the provider's own words, so not translated."""
        refunded = sum(r.amount_minor for r in self.refunds.all() if r.state == "succeeded")
        disputes = [dispute.state for dispute in self.disputes.all()]
        if disputes:
            return f"dispute {disputes[-1]}"
        if refunded:
            return "refunded" if refunded >= self.amount_minor else "partly refunded"
        return self.state

    @property
    def undelivered(self) -> list["SandboxEvent"]:
        return [event for event in self.events.all() if event.delivered_at is None]


class SandboxRefund(models.Model):
    id = models.CharField(primary_key=True, max_length=40, default=new_refund_id)
    checkout = models.ForeignKey(SandboxCheckout, on_delete=models.CASCADE, related_name="refunds")
    request_key = models.CharField(max_length=100, unique=True)
    amount_minor = models.PositiveBigIntegerField()
    state = models.CharField(max_length=15, default="succeeded")
    created_at = models.DateTimeField(auto_now_add=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        return self.id


class SandboxDispute(models.Model):
    """A make-believe bank takes make-believe money back."""

    id = models.CharField(primary_key=True, max_length=40, default=new_dispute_id)
    checkout = models.ForeignKey(SandboxCheckout, on_delete=models.CASCADE, related_name="disputes")
    amount_minor = models.PositiveBigIntegerField()
    state = models.CharField(max_length=7)
    reason = models.CharField(max_length=12, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    fee_minor = models.PositiveBigIntegerField(default=0)
    returned_minor = models.PositiveBigIntegerField(default=0)
    fee_returned_minor = models.PositiveBigIntegerField(default=0)
    opened_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        return self.id


class SandboxEvent(models.Model):
    """A webhook the sandbox owes the site, sent again until it is answered 2xx."""

    class Fate(models.TextChoices):
        DUE = "", _("Sent when due")
        HELD = "held", _("Held back")
        DROPPED = "dropped", _("Lost on the way")

    id = models.CharField(primary_key=True, max_length=40, default=new_event_id)
    checkout = models.ForeignKey(SandboxCheckout, on_delete=models.CASCADE, related_name="events")
    type = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fate = models.CharField(max_length=7, choices=Fate.choices, default=Fate.DUE, blank=True)
    last_answer = models.CharField(max_length=20, blank=True)

    class Meta:
        default_permissions = []
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"
