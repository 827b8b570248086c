"""Where a bank transfer stands, in a manager's words."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tips.models import BankTransfer


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting for money")
    OTHER_AMOUNT = "other_amount", _("Another amount arrived")
    PAID = "paid", _("Paid")
    OVER = "over", _("Expired or closed")


def state_of(transfer: BankTransfer) -> State:
    if transfer.is_settled:
        return State.PAID
    if transfer.received_minor:
        return State.OTHER_AMOUNT
    is_over = transfer.closed_at or transfer.expires_at <= timezone.now()
    return State.OVER if is_over else State.WAITING
