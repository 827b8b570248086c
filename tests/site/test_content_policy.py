"""Which Content-Security-Policy stands on which page."""

import pytest
from django.urls import reverse


def policy_of(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split("; ")
    return dict(part.partition(" ")[::2] for part in parts)


@pytest.fixture
def profile(make_profile):
    return make_profile(title="Ada Lovelace")


def test_a_readers_page_allows_no_inline_script_and_no_frame(client, profile):
    policy = policy_of(client.get(profile.url))

    assert "script-src" not in policy
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"


def test_the_editor_may_run_its_own_inline_scripts(admin_client, profile):
    policy = policy_of(admin_client.get(reverse("wagtailadmin_pages:edit", args=[profile.pk])))

    assert "'unsafe-inline'" in policy["script-src"]


def test_a_preview_is_as_strict_as_the_page_but_fits_into_the_editor(admin_client, profile):
    draft = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[profile.pk]))

    policy = policy_of(draft)

    assert "script-src" not in policy
    assert policy["frame-ancestors"] == "'self'"
