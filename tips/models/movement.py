"""What really happened to the money."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Movement(models.Model):
    """One movement of money, written once. Database triggers refuse any change.

    Holds no personal data, so that erasing a person never touches the books.
    """

    class Kind(models.TextChoices):
        CHARGE = "charge", _("Charge")
        FEE = "fee", _("Fee")
        PLATFORM_FEE = "platform_fee", _("The site’s share")
        PLATFORM_FEE_BACK = "platform_fee_back", _("The site’s share, given back")
        REFUND = "refund", _("Refund")
        REFUND_FAILED = "refund_failed", _("Refund that failed")
        DISPUTE = "dispute", _("Taken in a dispute")
        DISPUTE_WON = "dispute_won", _("Returned after a dispute")
        DISPUTE_FEE = "dispute_fee", _("Fee for a dispute")
        DISPUTE_FEE_RETURNED = "dispute_fee_back", _("Fee for a dispute, returned")

    payment = models.ForeignKey("tips.Payment", on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    amount_minor = models.BigIntegerField(
        help_text="Signed, as the payee sees it: what comes is positive, what goes negative."
    )
    currency = models.CharField(max_length=3)
    provider = models.CharField(max_length=40)
    remote_id = models.CharField(max_length=255)
    livemode = models.BooleanField()
    happened_at = models.DateTimeField(help_text="The provider's time.")
    booked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        ordering = ["happened_at", "kind", "remote_id"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "kind", "remote_id"],
                name="tips_movement_unique_provider_kind_remote_id",
            ),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(kind="charge"), name="tips_movement_one_charge"
            ),
            models.CheckConstraint(name="tips_movement_not_zero", condition=~Q(amount_minor=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor} {self.currency}"
