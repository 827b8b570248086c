"""An author who can log in, and what they connect."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from tips import payouts
from tips.models import PayoutAccount, TipSettings
from tips.providers.base import AccountTruth


@pytest.fixture
def author(home, make_author):
    user = get_user_model().objects.create_user("ada", "ada@example.org", "engine")
    TipSettings.objects.create(site=home.get_site(), manager_email="money@example.org")
    return make_author("Ada Lovelace", user=user)


@pytest.fixture
def account_truth():
    def make(remote_id="acct_ada", **facts):
        defaults = {"livemode": False, "takes_payments": True, "pays_out": True}
        return AccountTruth(remote_id=remote_id, **(defaults | facts))

    return make


@pytest.fixture
def connect(author, sandbox, account_truth):
    """Connect an account that the author typed."""

    def connect(remote_id="acct_ada", source=sandbox, **facts):
        return payouts.begin(author, source, author.user, account_truth(remote_id, **facts))

    return connect


@pytest.fixture
def wait_out():
    """Let every cool-off be over."""

    def wait_out():
        PayoutAccount.objects.filter(state="waiting").update(takes_effect_at=timezone.now())
        payouts.take_over_due()

    return wait_out


@pytest.fixture
def states():
    """Return each account's state by its name at the provider."""

    def states():
        return dict(PayoutAccount.objects.order_by("pk").values_list("remote_id", "state"))

    return states
