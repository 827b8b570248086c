"""Handing out and erasing what is kept about a person."""

import io
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from authors.models import PrivacyRecord
from tips import books
from tips.models import Movement, Tip
from tips.personal_data import TipKeeper


def exported(email):
    output = io.StringIO()
    call_command("export_person", email, stdout=output)
    return json.loads(output.getvalue())


def test_the_export_holds_everything_under_an_address(make_tip):
    make_tip(email="grace@example.org", message="Well done")
    make_tip(email="eve@example.org", message="Other words")

    found = exported("Grace@Example.org")

    assert [row["message"] for row in found["tips"]] == ["Well done"]
    assert "Other words" not in json.dumps(found)


def test_another_spelling_of_the_host_is_the_same_person(make_tip):
    make_tip(email="grace@bücher.example")

    assert len(exported("grace@xn--bcher-kva.example")["tips"]) == 1


def test_a_label_after_a_plus_may_be_somebody_else(make_tip):
    make_tip(email="grace+tips@example.org")

    assert exported("grace@example.org")["tips"] == []


def test_erasing_takes_the_person_out_and_leaves_the_money(pay):
    tip = pay(email="grace@example.org", display_name="Grace", message="Well done").tip
    sums = list(Movement.objects.values_list("kind", "amount_minor"))

    call_command("erase_person", "grace@example.org", noinput=True, stdout=io.StringIO())

    tip.refresh_from_db()
    assert (tip.email, tip.display_name, tip.message) == ("", "", "")
    assert list(Movement.objects.values_list("kind", "amount_minor")) == sums
    assert (tip.status, books.problems()) == (Tip.Status.PAID, [])


def test_the_record_of_an_erasure_knows_no_address(make_tip):
    make_tip(email="grace@example.org")

    call_command("erase_person", "grace@example.org", noinput=True, stdout=io.StringIO())

    record = PrivacyRecord.objects.get()
    assert (record.action, record.counts["tips"]) == ("erase", 1)
    assert "grace" not in str(vars(record))


def test_erasing_twice_finds_nothing_the_second_time(make_tip):
    make_tip(email="grace@example.org")

    for _time in range(2):
        call_command("erase_person", "grace@example.org", noinput=True, stdout=io.StringIO())

    assert [r.counts["tips"] for r in PrivacyRecord.objects.order_by("pk")] == [1, 0]


def test_the_command_asks_for_the_address_once_more(make_tip, monkeypatch):
    make_tip(email="grace@example.org")
    monkeypatch.setattr("builtins.input", lambda _question: "grace@example.com")

    with pytest.raises(CommandError, match="differ"):
        call_command("erase_person", "grace@example.org")

    assert Tip.objects.get().email == "grace@example.org"


def test_what_is_no_address_is_refused(db):
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("export_person", "grace")


def test_an_old_tip_forgets_its_address_and_keeps_its_words(pay):
    old, new = (pay(message="Thanks").tip for _tip in range(2))
    long_ago = timezone.now() - timedelta(days=366)
    Tip.objects.filter(pk=old.pk).update(created_at=long_ago)

    call_command("sweep", stdout=io.StringIO())

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.email, old.message) == ("", "Thanks")
    assert new.email != ""


def test_an_old_tip_that_nobody_paid_forgets_all_that_was_typed(make_tip):
    tip = make_tip(message="Thanks")
    Tip.objects.update(created_at=timezone.now() - timedelta(days=366))

    call_command("sweep", stdout=io.StringIO())

    tip.refresh_from_db()
    assert (tip.email, tip.display_name, tip.message) == ("", "", "")


def test_managers_choose_how_long_details_are_kept(make_tip, home):
    from tips.models import TipSettings

    TipSettings.objects.create(site=home.get_site(), retention_days=30)
    tip = make_tip()
    Tip.objects.update(created_at=timezone.now() - timedelta(days=31))

    call_command("sweep", stdout=io.StringIO())

    tip.refresh_from_db()
    assert tip.email == ""


def test_without_a_period_addresses_stay(make_tip, settings):
    settings.TIPS_KEEP_EMAIL_DAYS = None
    tip = make_tip()
    Tip.objects.update(created_at=timezone.now() - timedelta(days=3660))

    call_command("sweep", stdout=io.StringIO())

    tip.refresh_from_db()
    assert tip.email != ""


@pytest.fixture
def log_in(django_user_model):
    def log_in(*codenames):
        user = django_user_model.objects.create_user("keeper")
        found = Permission.objects.filter(codename__in=["access_admin", *codenames])
        user.user_permissions.add(*found)
        client = Client()
        client.force_login(user)
        return client

    return log_in


ERASE = {"email": "grace@example.org", "again": "GRACE@example.org"}


def test_the_admin_hands_out_a_file(make_tip, log_in):
    make_tip(email="grace@example.org")
    client = log_in("export_person", "view_privacyrecord")

    answer = client.post(reverse("privacy_records:export"), {"email": "grace@example.org"})

    assert answer["Content-Disposition"].startswith("attachment")
    assert len(answer.json()["tips"]) == 1
    assert "keeper" in client.get(reverse("privacy_records:index")).content.decode()


def test_the_admin_erases_after_the_address_was_typed_twice(make_tip, log_in):
    make_tip(email="grace@example.org")
    client = log_in("erase_person", "view_privacyrecord")

    different = client.post(reverse("privacy_records:erase"), ERASE | {"again": "g@example.org"})
    assert (different.status_code, Tip.objects.get().email) == (422, "grace@example.org")

    answer = client.post(reverse("privacy_records:erase"), ERASE)
    assert (answer.status_code, Tip.objects.get().email) == (302, "")
    assert PrivacyRecord.objects.get().user.username == "keeper"


def test_a_superuser_sees_what_was_done(make_tip, admin_client, log_in):
    log_in("export_person").post(reverse("privacy_records:export"), {"email": "grace@example.org"})

    records = admin_client.get(reverse("privacy_records:index"))

    assert records.status_code == 200
    assert "keeper" in records.text


@pytest.mark.parametrize("name", ["export", "erase"])
def test_nobody_hands_out_or_erases_without_the_permission(make_tip, log_in, name):
    make_tip(email="grace@example.org")
    client = log_in("view_privacyrecord")

    answer = client.post(reverse(f"privacy_records:{name}"), ERASE)

    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_home")
    assert (Tip.objects.get().email, PrivacyRecord.objects.count()) == ("grace@example.org", 0)


def test_the_privacy_page_names_who_takes_the_payment(home, settings):
    settings.TIPS_PROVIDERS = ["stripe", "paypal"]

    assert "Stripe, PayPal" in [kept.who for kept in TipKeeper().kept()]
