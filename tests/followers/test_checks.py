"""What a developer can get wrong, and is told."""

from django.core.checks import run_checks


def found():
    return [(m.id, m.hint) for m in run_checks(tags=["authors_followers"])]


def test_a_good_configuration_is_quiet():
    assert found() == []


def test_forgotten_addresses_are_told_before_pages_fail(settings):
    settings.ROOT_URLCONF = "tests.comments.no_addresses"

    [(code, hint)] = found()

    assert code == "authors_followers.E001"
    assert 'include("authors.followers.urls")' in hint
