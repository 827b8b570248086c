"""What a site owner can get wrong with bank transfers, and is told by `manage.py check`."""

import pytest
from django.core.checks import run_checks

from tests.tips.providers.bank.stage import IBAN
from tips.providers.registry import provider

SETTINGS = {
    "TIPS_BANK_NAME": "Magazin e. V.",
    "TIPS_BANK_IBAN": IBAN,
    "TIPS_BANK_BIC": "",
    "TIPS_BANK_LIVE": True,
}


@pytest.fixture
def told(settings):
    """Return what the checks tell about settings."""

    def told(deploy=False, **changes):
        settings.TIPS_PROVIDERS = ["bank"]
        for name, value in (SETTINGS | changes).items():
            setattr(settings, name, value)
        found = run_checks(tags=["tips"], include_deployment_checks=deploy)
        return [message.id for message in found]

    return told


@pytest.mark.parametrize("iban", [IBAN, "DE02 1203 0000 0000 2020 51", "de02120300000000202051"])
def test_with_name_and_iban_all_is_well(told, iban):
    assert told(deploy=True, TIPS_BANK_IBAN=iban) == []
    assert provider("bank").is_ready()


@pytest.mark.parametrize(
    ("missing", "code"), [("TIPS_BANK_IBAN", "E001"), ("TIPS_BANK_NAME", "E002")]
)
def test_a_deployed_site_misses_what_is_missing(told, missing, code):
    assert told(deploy=True, **{missing: ""}) == [f"tips.bank.{code}"]
    assert not provider("bank").is_ready()


def test_on_ones_own_machine_it_may_be_missing(told):
    assert told(TIPS_BANK_IBAN="", TIPS_BANK_NAME="") == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"TIPS_BANK_IBAN": "DE02120300000000202052"}, "E001"),
        ({"TIPS_BANK_IBAN": "nonsense"}, "E001"),
        ({"TIPS_BANK_IBAN": "AE070331234567890123456"}, "E001"),
        ({"TIPS_BANK_NAME": "x" * 71}, "E002"),
        ({"TIPS_BANK_BIC": "NONSENSE!"}, "E003"),
    ],
)
def test_what_cannot_be_right_is_told(told, changes, code):
    assert told(**changes) == [f"tips.bank.{code}"]
    assert not provider("bank").is_ready()


def test_real_money_is_refused_while_debugging(told):
    assert told(DEBUG=True) == ["tips.bank.E004"]
    assert not provider("bank").is_ready()


def test_a_deployed_site_is_told_that_it_takes_test_money(told):
    assert told(deploy=True, TIPS_BANK_LIVE=False) == ["tips.bank.W001"]


def test_only_euros_are_taken(told):
    told()

    assert provider("bank").currencies() == {"EUR"}
