"""What a site owner can get wrong with Stripe, and is told by `manage.py check`."""

import subprocess
import sys

import pytest
from django.core.checks import run_checks

import tips.providers.stripe

KEYS = {"STRIPE_SECRET_KEY": "sk_test_1", "STRIPE_WEBHOOK_SECRET": ["whsec_1"]}


@pytest.fixture
def told(settings):
    """Return what the checks tell about settings."""

    def told(deploy=False, **changes):
        settings.TIPS_PROVIDERS = ["stripe"]
        for name, value in (KEYS | changes).items():
            setattr(settings, name, value)
        found = run_checks(tags=["tips"], include_deployment_checks=deploy)
        return [message.id for message in found]

    return told


@pytest.mark.parametrize("key", ["sk_test_1", "sk_live_1", "rk_live_1"])
def test_with_key_and_secret_all_is_well(told, key):
    assert told(deploy=True, STRIPE_SECRET_KEY=key) == []


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"STRIPE_SECRET_KEY": ""}, "tips.stripe.E001"),
        ({"STRIPE_WEBHOOK_SECRET": []}, "tips.stripe.E002"),
        ({"STRIPE_WEBHOOK_SECRET": " , "}, "tips.stripe.E002"),
    ],
)
def test_a_deployed_site_misses_what_is_missing(told, missing, code):
    assert told(deploy=True, **missing) == [code]


def test_on_ones_own_machine_keys_may_be_missing(told):
    assert told(STRIPE_SECRET_KEY="", STRIPE_WEBHOOK_SECRET=[]) == []


@pytest.mark.parametrize("key", ["pk_live_1", "whsec_1", "secret"])
def test_another_kind_of_key_is_refused(told, key):
    assert told(STRIPE_SECRET_KEY=key) == ["tips.stripe.E003"]


@pytest.mark.parametrize("key", ["sk_live_1", "rk_live_1"])
def test_real_money_is_refused_while_debugging(told, key):
    assert told(STRIPE_SECRET_KEY=key, DEBUG=True) == ["tips.stripe.E004"]


def test_a_live_key_is_not_sent_elsewhere(told):
    changes = {"STRIPE_SECRET_KEY": "sk_live_1", "STRIPE_API_BASE": "http://127.0.0.1:1"}

    assert told(**changes) == ["tips.stripe.E005"]


def test_an_unknown_word_on_the_button_is_refused(told):
    assert told(STRIPE_SUBMIT_TYPE="donation") == ["tips.stripe.E006"]


def test_no_check_shows_a_key(settings, told):
    told(STRIPE_SECRET_KEY="secret-of-ours")

    assert "secret-of-ours" not in str(run_checks(tags=["tips"]))


def test_without_the_sdk_the_provider_is_not_there(settings, monkeypatch):
    settings.TIPS_PROVIDERS = ["stripe"]
    monkeypatch.setitem(sys.modules, "stripe", None)
    # Put back afterwards: the package as others know it, not the half of one loaded here.
    monkeypatch.setattr(tips.providers, "stripe", tips.providers.stripe)
    for name in [name for name in sys.modules if name.startswith("tips.providers.stripe")]:
        monkeypatch.delitem(sys.modules, name)

    assert [message.id for message in run_checks(tags=["tips"])] == ["tips.E002"]


def test_without_stripe_in_the_settings_its_sdk_is_not_loaded():
    code = (
        "import sys, django; django.setup();"
        "from tips.providers.registry import known_providers; known_providers();"
        "from django.core.checks import run_checks; run_checks();"
        "import django.urls; django.urls.get_resolver().url_patterns;"
        "sys.exit('stripe' in sys.modules)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "TIPS_PROVIDERS": "sandbox"}

    answer = subprocess.run([sys.executable, "-c", code], env=environment, check=False)

    assert answer.returncode == 0
