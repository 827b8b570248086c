"""What a site owner can get wrong with PayPal, and is told by `manage.py check`."""

import pytest
from django.core.checks import run_checks

from tips.providers.paypal.client import LIVE
from tips.providers.registry import provider

SETTINGS = {
    "PAYPAL_CLIENT_ID": "client",
    "PAYPAL_CLIENT_SECRET": "secret-of-ours",
    "PAYPAL_WEBHOOK_ID": "WH1",
    "PAYPAL_API_BASE": LIVE,
}


@pytest.fixture
def told(settings):
    """Return what the checks tell about settings."""

    def told(deploy=False, **changes):
        settings.TIPS_PROVIDERS = ["paypal"]
        for name, value in (SETTINGS | changes).items():
            setattr(settings, name, value)
        found = run_checks(tags=["tips"], include_deployment_checks=deploy)
        assert "secret-of-ours" not in str(found)
        return [message.id for message in found]

    return told


def test_with_everything_set_all_is_well(told):
    assert told(deploy=True) == []
    assert provider("paypal").is_ready()
    assert provider("paypal").livemode


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("PAYPAL_CLIENT_ID", "E001"),
        ("PAYPAL_CLIENT_SECRET", "E002"),
        ("PAYPAL_WEBHOOK_ID", "E003"),
    ],
)
def test_a_deployed_site_misses_what_is_missing(told, missing, code):
    assert told(deploy=True, **{missing: ""}) == [f"tips.paypal.{code}"]
    assert not provider("paypal").is_ready()


def test_on_ones_own_machine_it_may_be_missing(told):
    changes = dict.fromkeys(SETTINGS, "")

    assert told(**changes) == []


def test_without_an_address_it_is_paypals_sandbox(told):
    assert told(deploy=True, PAYPAL_API_BASE="") == ["tips.paypal.W001"]
    assert not provider("paypal").livemode


def test_real_money_is_refused_while_debugging(told):
    assert told(DEBUG=True) == ["tips.paypal.E004"]
    assert not provider("paypal").is_ready()


def test_a_deployed_site_asks_no_stand_in(told):
    assert told(deploy=True, PAYPAL_API_BASE="http://127.0.0.1:1") == ["tips.paypal.E005"]


@pytest.mark.parametrize("base", ["api-m.paypal.com", "https://api-m.paypal.com/v2", "ftp://x"])
def test_an_address_that_is_none_is_told(told, base):
    assert told(PAYPAL_API_BASE=base) == ["tips.paypal.E006"]
