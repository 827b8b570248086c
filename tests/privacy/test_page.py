"""The privacy page says what is stored, and nothing else."""

import pytest

pytestmark = pytest.mark.django_db


def words(client, path="/privacy/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_names_what_tips_keep_and_for_how_long(client, home, settings):
    settings.TIPS_KEEP_EMAIL_DAYS = 30

    page = words(client)

    assert "Your e-mail address, if you give it" in page
    assert "30 days" in page


def test_a_provider_is_named_only_while_it_is_on(client, home, settings):
    settings.TIPS_PROVIDERS = []

    page = words(client)

    assert "payment service’s own page" not in page


def test_the_page_is_german_at_its_german_address(client, home):
    page = words(client, "/de/privacy/")

    assert "Datenschutz" in page
    assert "Was du verlangen kannst" in page
    assert "365 Tage" in page


def test_the_page_needs_no_cookie_and_can_be_shared(client, home):
    answer = client.get("/privacy/")

    assert not answer.cookies
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]


def test_the_footer_and_the_tip_form_lead_to_the_page(client, home, make_author):
    make_author("Ada Lovelace")

    form = words(client, "/de/tips/ada-lovelace/")

    assert form.count('href="/de/privacy/"') == 2


def test_whom_to_ask_stands_on_the_page(client, home, settings):
    settings.AUTHORS_PRIVACY_CONTACT = "privacy@magazine.example"

    assert "privacy@magazine.example" in words(client)
