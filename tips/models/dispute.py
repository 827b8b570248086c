"""What a reader's bank, or the reader at the provider, takes back against our will."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Dispute(models.Model):
    """One dispute over a payment, or a part of it. Only `tips.ledger` writes it."""

    class State(models.TextChoices):
        INQUIRY = "inquiry", _("Question from the bank")
        OPEN = "open", _("Open")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")
        CLOSED = "closed", _("Closed without a decision")

    class Reason(models.TextChoices):
        FRAUDULENT = "fraudulent", _("the payer says that they didn’t make the payment")
        UNRECOGNISED = "unrecognised", _("the payer doesn’t recognise the payment")
        DUPLICATE = "duplicate", _("the payer says that they were charged twice")
        NOT_RECEIVED = "not_received", _("the payer says that they got nothing for it")
        NOT_REFUNDED = "not_refunded", _("the payer says that a promised refund never came")
        OTHER = "", _("no reason was given")

    payment = models.ForeignKey("tips.Payment", on_delete=models.PROTECT, related_name="disputes")
    remote_id = models.CharField(max_length=255)
    amount_minor = models.PositiveBigIntegerField(help_text="What is disputed, perhaps a part.")
    state = models.CharField(_("state"), max_length=7, choices=State.choices)
    reason = models.CharField(
        _("reason"), max_length=12, choices=Reason.choices, default=Reason.OTHER, blank=True
    )
    taken_minor = models.PositiveBigIntegerField(
        default=0, help_text="What the provider took or holds, as booked."
    )
    returned_minor = models.PositiveBigIntegerField(
        default=0, help_text="What of it came back, as booked."
    )
    fee_minor = models.BigIntegerField(
        default=0, help_text="What the provider charged for it, less what it gave back."
    )
    opened_at = models.DateTimeField(help_text="The provider's time.")
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="Until when evidence can be sent."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ["opened_at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "remote_id"], name="tips_dispute_unique_remote_id"
            ),
            models.CheckConstraint(
                name="tips_dispute_amount_is_positive", condition=Q(amount_minor__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment}: {self.amount_minor}"

    @property
    def lost_minor(self) -> int:
        """What the provider has taken and not given back, for now or for good."""
        return self.taken_minor - self.returned_minor
