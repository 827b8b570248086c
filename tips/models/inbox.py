"""What came in from providers and what has to go out to people."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from authors.letters import Letter
from authors.outbox import OutboxRow


class ProviderEvent(models.Model):
    """A genuine event from a provider. It is a hint to look, never a source of amounts or states."""

    class Outcome(models.TextChoices):
        PENDING = "", _("Not processed yet")
        APPLIED = "applied", _("Applied")
        IGNORED = "ignored", _("Not ours")
        DEAD = "dead", _("Given up")

    provider = models.CharField(max_length=40)
    account = models.CharField(max_length=255, blank=True)
    event_id = models.CharField(max_length=255)
    type = models.CharField(max_length=100)
    remote_id = models.CharField(max_length=255, blank=True, help_text="The payment it speaks of.")
    livemode = models.BooleanField()
    received_at = models.DateTimeField(auto_now_add=True)
    processed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=8, choices=Outcome.choices, default=Outcome.PENDING, blank=True
    )
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now, null=True, db_index=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("provider event")
        verbose_name_plural = _("provider events")
        ordering = ["received_at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "account", "event_id"],
                name="tips_event_unique_provider_account_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.type} {self.event_id}"


class Notice(OutboxRow):
    """A mail about a tip, sent once for each thing it is about."""

    class Kind(models.TextChoices):
        THANK_YOU = "thank_you", _("Thank you")
        RECEIVED = "received", _("Tip received")
        REFUNDED = "refunded", _("Refunded")
        REFUND_FAILED = "refund_failed", _("Refund failed")
        DISPUTE_OPENED = "dispute_opened", _("Dispute opened")
        DISPUTE_CLOSED = "dispute_closed", _("Dispute closed")
        FRAUD_WARNING = "fraud_warning", _("Warning of fraud")
        PAID_TWICE = "paid_twice", _("Paid twice")
        MISMATCH = "mismatch", _("Other money than asked for")
        REPLY = "reply", _("Reply of the author")
        REPORTED = "reported", _("Reported by the author")

    class Recipient(models.TextChoices):
        READER = "reader", _("Reader")
        AUTHOR = "author", _("Author")
        MANAGER = "manager", _("Tip managers")

    tip = models.ForeignKey("tips.Tip", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    recipient = models.CharField(max_length=8, choices=Recipient.choices)
    in_digest = models.BooleanField(
        default=False, help_text="Goes out with others of its day, in one mail."
    )
    about = models.CharField(
        max_length=255, blank=True, help_text="Which of several: the provider's id of a refund."
    )

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["created_at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["tip", "kind", "recipient", "about"], name="tips_notice_one_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tip.reference} {self.kind} {self.recipient}"

    def letter(self) -> Letter | None:
        from tips.notices import letter_of

        return letter_of(self)


class Digest(OutboxRow):
    """One mail to an author about all tips of a day. Its lines are the notices kept for it."""

    author = models.ForeignKey(
        "authors.Author", on_delete=models.PROTECT, related_name="tip_digests"
    )
    day = models.DateField()

    class Meta:
        verbose_name = _("mail of a day")
        verbose_name_plural = _("mails of a day")
        ordering = ["day", "pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["author", "day"], name="tips_digest_one_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.author} {self.day}"

    def letter(self) -> Letter | None:
        from tips.digest import letter_of

        return letter_of(self)


class AccountNotice(OutboxRow):
    """A mail about where an author's money goes, to an address as it was when this happened.

    Whoever takes over a login may change its address, so it is copied before that could help.
    """

    class Kind(models.TextChoices):
        CONNECTED = "connected", _("Connected")
        CHANGING = "changing", _("About to change")
        CANCELLED = "cancelled", _("Change cancelled")
        STOPPED = "stopped", _("Can take no tips")

    account = models.ForeignKey(
        "tips.PayoutAccount", on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    recipient = models.CharField(max_length=8, choices=Notice.Recipient.choices)
    address = models.EmailField()

    class Meta:
        verbose_name = _("notice about an account")
        verbose_name_plural = _("notices about accounts")
        ordering = ["created_at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "recipient"], name="tips_account_notice_one_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account.remote_id} {self.kind} {self.recipient}"

    def letter(self) -> Letter | None:
        from tips.payouts.mails import letter_of

        return letter_of(self)
