"""What a developer can get wrong, and is told."""

import pytest
from django.core.checks import run_checks

from authors.comments import checks


def found():
    return {message.id for message in run_checks(tags=["authors_comments"])}


def test_a_good_configuration_is_quiet():
    assert found() == set()


def test_forgotten_addresses_are_told(settings):
    settings.ROOT_URLCONF = "tests.comments.no_addresses"

    assert found() == {"authors_comments.E001"}


def test_a_missing_app_is_told(monkeypatch):
    monkeypatch.setattr(checks, "NEEDED", ("wagtail.snippets", "wagtail.missing"))

    assert found() == {"authors_comments.E002"}


@pytest.mark.parametrize("named", [["plugin_host.NewsPages"], "plugin_host.NewsPage", ["news"]])
def test_what_is_no_list_of_page_types_is_told(settings, named):
    settings.AUTHORS_COMMENTS_PAGE_TYPES = named

    assert found() == {"authors_comments.E003"}
