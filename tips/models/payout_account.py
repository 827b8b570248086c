"""Where an author's money goes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PayoutAccountQuerySet(models.QuerySet["PayoutAccount"]):
    def usable(self) -> "PayoutAccountQuerySet":
        """Accounts that can take a tip now."""
        return self.filter(
            state=PayoutAccount.State.CURRENT, takes_payments=True, switched_off_at=None
        ).exclude(remote_id="")

    def due(self) -> "PayoutAccountQuerySet":
        """Accounts whose cool-off is over, and that could take over now."""
        return self.filter(
            state=PayoutAccount.State.WAITING,
            takes_effect_at__lte=timezone.now(),
            takes_payments=True,
            switched_off_at=None,
        ).exclude(remote_id="")


class PayoutAccount(models.Model):
    """An author's own account at a provider. Only `tips.payouts` moves it from state to state."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to take over")
        CURRENT = "current", _("In use")
        RETIRED = "retired", _("No longer in use")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        "authors.Author",
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="payout_accounts",
    )
    provider = models.CharField(_("provider"), max_length=40)
    livemode = models.BooleanField()
    remote_id = models.CharField(
        _("account"),
        max_length=255,
        blank=True,
        help_text="What the provider calls it. Empty until the provider has made it.",
    )
    label = models.CharField(
        max_length=100, blank=True, help_text="How people recognise it, such as the last digits."
    )
    details = models.JSONField(
        default=dict, blank=True, help_text="What only this provider needs, such as a holder."
    )
    country = models.CharField(max_length=2, blank=True)
    currency = models.CharField(max_length=3, blank=True, help_text="Of its payouts.")
    takes_payments = models.BooleanField(_("takes payments"), default=False)
    pays_out = models.BooleanField(_("pays out"), default=False)
    problem = models.CharField(
        max_length=100, blank=True, help_text="The provider's code for what is missing."
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    takes_effect_at = models.DateTimeField(
        _("takes effect"), help_text="Until then the account before it goes on."
    )
    in_use_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when tips could go there. Never taken back."
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    switched_off_at = models.DateTimeField(null=True, blank=True)
    switched_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    switched_off_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = PayoutAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout account")
        verbose_name_plural = _("payout accounts")
        ordering = ["author", "provider", "-created_at", "-pk"]
        default_permissions = ["view"]
        permissions = [("switch_off_payoutaccount", "Can switch off payout accounts")]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "provider", "livemode"],
                condition=Q(state="current"),
                name="tips_payout_account_one_current",
            ),
            models.UniqueConstraint(
                fields=["author", "provider", "livemode"],
                condition=Q(state="waiting"),
                name="tips_payout_account_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.provider} {self.shown}"

    @property
    def shown(self) -> str:
        """How people recognise it."""
        return self.label or self.remote_id

    @property
    def request_key(self) -> str:
        """Our idempotency key for making the account at the provider."""
        return f"account-{self.uuid}"

    @property
    def is_due(self) -> bool:
        """Whether its cool-off is over and it could take over now."""
        is_over = self.state == self.State.WAITING and self.takes_effect_at <= timezone.now()
        return is_over and self._can_take_money

    @property
    def is_usable(self) -> bool:
        """Whether it can take a tip now."""
        return self.state == self.State.CURRENT and self._can_take_money

    @property
    def _can_take_money(self) -> bool:
        return self.takes_payments and self.switched_off_at is None and bool(self.remote_id)
