"""What we asked of PayPal, as PayPal's orders can't be searched. The ledger never sees it."""

from django.db import models


class PayPalOrder(models.Model):
    """An order as we asked for it, written before PayPal is asked."""

    request_key = models.CharField(max_length=100, unique=True)
    reference = models.CharField(max_length=100, db_index=True)
    account = models.CharField(max_length=255, blank=True)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    livemode = models.BooleanField()
    body = models.JSONField()
    return_url = models.TextField()
    order_id = models.CharField(max_length=40, null=True, blank=True, unique=True)
    approve_url = models.TextField(blank=True)
    capture_id = models.CharField(max_length=40, blank=True, db_index=True)
    declines = models.PositiveSmallIntegerField(
        default=0, help_text="How often what the payer chose to pay with was refused."
    )
    declined_at = models.CharField(
        max_length=40, blank=True, help_text="PayPal's time of change when it was last refused."
    )
    is_disputed = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        default_permissions = []
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.order_id or self.request_key
