"""Bank transfers as tests know them: a site with an account, and people who look at it."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from tips.admin.bank import actions
from tips.models import BankTransfer
from tips.providers.registry import provider

IBAN = "DE02120300000000202051"


class Stage:
    """What the contract of all providers needs to know about bank transfers."""

    asked: list = []  # nobody is asked over a wire

    def __init__(self):
        self.source = provider("bank")

    def act(self, url, action):
        """Let a manager say what came of a transfer."""
        actor, _new = get_user_model().objects.get_or_create(username="mona")
        transfer = BankTransfer.objects.get(pk=url.rstrip("/").rpartition("/")[2])
        if action == "decline":
            return actions.close(transfer.pk, actor=actor)
        today = timezone.localdate()
        key = f"hand-{transfer.pk}"
        return actions.confirm(transfer.pk, transfer.amount_minor, today, key, actor=actor)


@pytest.fixture
def bank(settings):
    """A site that takes bank transfers to its own account."""
    settings.TIPS_PROVIDERS = ["bank"]
    settings.TIPS_BANK_NAME = "Magazin e. V."
    settings.TIPS_BANK_IBAN = IBAN
    settings.TIPS_BANK_BIC = ""
    return Stage()
