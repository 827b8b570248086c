"""What an operator can get wrong, and is told."""

import sys
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from tests.flushing import drop_triggers
from tips.models import Payment, ProviderEvent, Tip

pytestmark = pytest.mark.django_db


def found(**options):
    return {message.id for message in run_checks(**options) if message.id.startswith("tips.")}


def test_a_good_configuration_is_quiet():
    assert found(databases=["default"]) == set()


def test_production_refuses_make_believe_money():
    assert found(include_deployment_checks=True) == {"tips.E001"}


def test_production_without_the_sandbox_is_fine(settings):
    settings.TIPS_PROVIDERS = []

    assert found(include_deployment_checks=True) == set()


@pytest.mark.parametrize(
    "name", ["nobody", "Stripe", "base", "nowhere.Provider", "tips.providers.Nothing"]
)
def test_an_unknown_provider_is_told_with_those_there_are(settings, name):
    settings.TIPS_PROVIDERS = [name]

    (message,) = run_checks(tags=["tips"])

    assert message.id == "tips.E002"
    assert message.hint.startswith("There are bank, paypal, sandbox, stripe")


def test_a_provider_without_its_sdk_is_told_with_the_extra_that_brings_it(settings, monkeypatch):
    settings.TIPS_PROVIDERS = ["stripe"]
    monkeypatch.delitem(sys.modules, "tips.providers.stripe.provider", raising=False)
    monkeypatch.delitem(sys.modules, "tips.providers.stripe.client", raising=False)
    monkeypatch.setitem(sys.modules, "stripe", None)

    (message,) = run_checks(tags=["tips"])

    assert message.msg == "TIPS_PROVIDERS names “stripe”, which needs “stripe”."
    assert "wagtail-authorsite[stripe]" in message.hint


def test_a_provider_that_is_in_no_list_is_told(settings):
    settings.TIPS_PROVIDERS = "sandbox"

    assert [(m.id, m.hint) for m in run_checks(tags=["tips"])] == [
        ("tips.E010", 'Put it into a list: TIPS_PROVIDERS = ["sandbox"].')
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIPS_PLATFORM_FEE_PERCENT", "five"),
        ("TIPS_PLATFORM_FEE_PERCENT", -1),
        ("TIPS_PLATFORM_FEE_PERCENT", 95),
        ("TIPS_PLATFORM_FEE_PERCENT", "NaN"),
        ("TIPS_FEES", {"stripe": {"EUR": "1.5"}}),
        ("TIPS_FEES", {"stripe": {"EUR": ("1.5", 0.25)}}),
        ("TIPS_FEES", {"stripe": {"XXX": ("1.5", 25)}}),
    ],
)
def test_a_fee_that_is_none_is_told(settings, name, value):
    setattr(settings, name, value)

    assert found() == {"tips.E009"}


@pytest.mark.parametrize(
    ("database", "code"),
    [
        ({"ENGINE": "django.db.backends.sqlite3"}, "tips.E006"),
        (
            {
                "ENGINE": "django.db.backends.sqlite3",
                "OPTIONS": {"transaction_mode": "DEFERRED"},
            },
            "tips.E006",
        ),
        ({"ENGINE": "django.db.backends.postgresql", "ATOMIC_REQUESTS": True}, "tips.E005"),
    ],
    ids=["SQLite as it comes", "SQLite deferred", "a transaction a request"],
)
def test_a_database_on_which_money_could_race_is_told(settings, monkeypatch, database, code):
    monkeypatch.setitem(settings.DATABASES, "other", database)

    assert found(databases=["default"]) == {code}


def test_missing_triggers_are_told():
    with transaction.atomic():
        drop_triggers()
        messages = found(databases=["default"])
        transaction.set_rollback(True)

    assert messages == {"tips.E004"}


def test_what_is_advised_against_missing_triggers_brings_them_back():
    drop_triggers()
    [*_, message] = [m for m in run_checks(databases=["default"]) if m.id == "tips.E004"]
    skip_checks = "`manage.py migrate --skip-checks`" in message.hint

    call_command("migrate", skip_checks=skip_checks, verbosity=0)  # as from a shell

    assert found(databases=["default"]) == set()


def test_good_books_are_good_news(pay, capsys):
    pay()

    call_command("check_ledger")

    assert "The books hold." in capsys.readouterr().out


@pytest.mark.props
def test_bad_books_end_with_an_error(pay):
    pay()
    Tip.objects.update(status=Tip.Status.WAITING)

    with pytest.raises(CommandError, match="1 problem"):
        call_command("check_ledger")


@pytest.mark.parametrize("missing", ["tips.urls", "tips.service_urls"])
def test_addresses_that_nobody_included_are_told(settings, missing):
    settings.ROOT_URLCONF = "tests.tips.half_of_the_urls"
    from tests.tips import half_of_the_urls

    other = {"tips.urls", "tips.service_urls"} - {missing}
    half_of_the_urls.include_only(*other)

    (message,) = [m for m in run_checks(tags=["tips"]) if m.id == "tips.E007"]
    assert f'include("{missing}")' in message.hint
    assert "all_urls" not in message.hint


def test_where_nothing_is_included_one_line_is_asked_for(settings):
    settings.ROOT_URLCONF = "tests.comments.no_addresses"

    (message,) = [m for m in run_checks(tags=["tips"]) if m.id == "tips.E007"]
    assert 'include("tips.all_urls")' in message.hint


def test_the_app_for_settings_is_asked_for(monkeypatch):
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "wagtail.contrib.settings")

    assert "tips.E008" in found()


@pytest.mark.usefixtures("wire")
def test_a_webhook_and_a_payment_that_nobody_works_on_are_told(start):
    payment = start()
    long_ago = timezone.now() - timedelta(hours=1)
    Payment.objects.filter(pk=payment.pk).update(next_poll=long_ago)
    ProviderEvent.objects.create(
        provider="sandbox", event_id="evt_1", type="checkout.succeeded", livemode=False,
        next_try=long_ago,
    )  # fmt: skip

    told = [m for m in run_checks(databases=["default"]) if m.id == "tips.W001"]

    assert [m.msg.partition(" wait")[0] for m in told] == ["1 webhooks", "1 payments"]
    assert all("manage.py sweep" in m.hint for m in told)


def test_what_became_due_just_now_is_no_reason_to_worry(start):
    payment = start()
    Payment.objects.filter(pk=payment.pk).update(next_poll=timezone.now())

    assert found(databases=["default"]) == set()


@pytest.mark.parametrize("name", ["stripe", "paypal"])
def test_where_a_missing_webhook_is_set_up_is_told(settings, name):
    settings.TIPS_PROVIDERS = [name]

    told = [m.hint for m in run_checks(tags=["tips"], include_deployment_checks=True)]

    assert any(f"/tips/webhooks/{name}/" in hint for hint in told)
    assert all("docs/providers.md" in hint for hint in told if "tip can be paid" in hint)
