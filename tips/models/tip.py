"""What a reader gives an author."""

import secrets
import uuid

import swapper
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from authors.base_page import BASE_PAGE

assert swapper  # authors.base_page has told it the prefix of the base page model


def new_token() -> str:
    """Return 128 random bits, enough that a status page can't be found by guessing."""
    return secrets.token_urlsafe(16)


class TipQuerySet(models.QuerySet["Tip"]):
    def live(self) -> "TipQuerySet":
        """Leave out test money, which is in no total, wall, goal or export of real money."""
        return self.filter(livemode=True)

    def received(self) -> "TipQuerySet":
        """Tips whose money arrived, whatever happened to it later."""
        return self.filter(paid_at__isnull=False)


class Tip(models.Model):
    """A reader's gift to an author. Only `tips.ledger` moves it from state to state."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        PROCESSING = "processing", _("Processing")
        PAID = "paid", _("Paid")
        PARTLY_REFUNDED = "partly_refunded", _("Partly refunded")
        REFUNDED = "refunded", _("Refunded")
        DISPUTED = "disputed", _("Disputed")
        PARTLY_LOST = "partly_lost", _("Partly lost in a dispute")
        LOST = "lost", _("Lost in a dispute")
        FAILED = "failed", _("Failed")

    class Source(models.TextChoices):
        PROFILE = "profile", _("Profile")
        ARTICLE = "article", _("Article")
        BUTTON = "button", _("Button")
        QR = "qr", _("QR code")
        EMBED = "embed", _("Embedded card")
        API = "api", _("Programming interface")
        FOUND = "found", _("Found at the provider")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Name, message and amount")
        HIDE_AMOUNT = "hide_amount", _("Name and message, not the amount")
        PRIVATE = "private", _("Only the author sees it")
        ANONYMOUS = "anonymous", _("Anonymous: nobody sees my name, not even the author")

    class MessageState(models.TextChoices):
        NONE = "none", _("No message")
        PENDING = "pending", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=40, default=new_token, unique=True, editable=False)
    form_key = models.CharField(
        max_length=64, unique=True, editable=False, help_text="One rendered form makes one tip."
    )
    author = models.ForeignKey(
        "authors.Author", verbose_name=_("author"), on_delete=models.PROTECT, related_name="tips"
    )
    page = models.ForeignKey(
        BASE_PAGE,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    page_title = models.CharField(max_length=255, blank=True)
    page_url = models.CharField(max_length=500, blank=True)
    source = models.CharField(
        _("source"), max_length=8, choices=Source.choices, default=Source.PROFILE
    )
    quantity = models.PositiveSmallIntegerField(
        _("coffees"), null=True, blank=True, help_text="Empty for an amount of the reader's own."
    )
    unit_minor = models.PositiveBigIntegerField(
        help_text="The price of a coffee when the form was shown."
    )
    amount_minor = models.PositiveBigIntegerField(
        help_text="500 is €5.00, or ¥500. What the reader pays, with the covered fee."
    )
    covered_fee_minor = models.PositiveBigIntegerField(
        default=0, help_text="What the reader adds so that the author bears no fee."
    )
    currency = models.CharField(_("currency"), max_length=3, help_text="ISO 4217")
    display_name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, help_text="For the receipt. Never shown.")
    allows_reply = models.BooleanField(
        default=False, help_text="We may mail an answer of the author, who never sees the address."
    )
    message = models.TextField(_("message"), max_length=500, blank=True)
    visibility = models.CharField(
        _("who sees it"), max_length=11, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    message_state = models.CharField(
        _("message state"), max_length=8, choices=MessageState.choices, default=MessageState.NONE
    )
    consent_version = models.CharField(max_length=40, blank=True)
    locale = models.CharField(max_length=10, help_text="The language of status page and mails.")
    livemode = models.BooleanField(help_text="False for test money.")
    status = models.CharField(
        _("status"), max_length=15, choices=Status.choices, default=Status.WAITING, editable=False
    )
    refunded_minor = models.PositiveBigIntegerField(default=0, editable=False)
    disputed_minor = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="What disputes have taken, for now or for good."
    )
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = TipQuerySet.as_manager()

    class Meta:
        verbose_name = _("tip")
        verbose_name_plural = _("tips")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view"]
        permissions = [
            ("refund_tip", "Can refund tips"),
            ("export_tip", "Can export tips"),
            ("moderate_tip", "Can moderate messages of tips"),
        ]
        indexes = [
            models.Index(fields=["author", "status", "-created_at"], name="tips_tip_author_status"),
        ]
        constraints = [
            models.CheckConstraint(
                name="tips_tip_amount_is_positive", condition=Q(amount_minor__gt=0)
            ),
            models.CheckConstraint(
                name="tips_tip_amount_is_quantity_times_unit",
                condition=Q(quantity=None)
                | Q(
                    amount_minor=models.F("quantity") * models.F("unit_minor")
                    + models.F("covered_fee_minor")
                ),
            ),
            models.CheckConstraint(
                name="tips_tip_covers_less_than_it_gives",
                condition=Q(covered_fee_minor__lt=models.F("amount_minor")),
            ),
            models.CheckConstraint(
                name="tips_tip_refunded_at_most_amount",
                condition=Q(refunded_minor__lte=models.F("amount_minor")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The short word for this tip in logs, mails and on statements."""
        return f"T-{self.uuid.hex[:10].upper()}"

    @property
    def shown_name(self) -> str:
        """The name the author and the public may see, or an empty string."""
        return "" if self.visibility == self.Visibility.ANONYMOUS else self.display_name

    @property
    def is_answerable(self) -> bool:
        """Whether the author may write to the reader, through us."""
        return bool(self.email) and self.allows_reply

    @property
    def is_payable(self) -> bool:
        """Whether no money has come in or is on its way, not even another amount than asked for."""
        is_unpaid = self.status in {self.Status.WAITING, self.Status.FAILED}
        return is_unpaid and not self.payments.filter(flag="mismatch").exists()
