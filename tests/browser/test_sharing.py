"""The device's own way to share is offered where there is one; everybody has the plain links."""

import pytest
from playwright.sync_api import expect

ARTICLE = "/articles/grinder/"
SHARE = "navigator.share = data => Promise.resolve(data)"


@pytest.mark.parametrize("has_script", [True, False])
def test_no_button_is_shown_that_does_nothing(visitor, site, has_script):
    page = visitor(site, java_script_enabled=has_script)

    page.goto(ARTICLE)

    expect(page.locator("[data-share]")).to_be_hidden()
    expect(page.get_by_role("link", name="Bluesky")).to_be_visible()


def test_a_device_that_shares_is_asked_to(visitor, site):
    page = visitor(site)
    page.add_init_script(SHARE)

    page.goto(ARTICLE)

    expect(page.get_by_role("button", name="Share")).to_be_visible()
