"""Nobody is shut out of following: axe finds nothing, and the keyboard suffices."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.conftest import PHONE

LANGUAGES = pytest.mark.parametrize("prefix", ["", "/de"])
LINK = """
from authors.followers import links
from authors.followers.models import Follower
follower = Follower.objects.get(address="{address}")
open("{path}", "w").write(links.{name}_url(follower))
"""
READERS = {"": "tom.okafor@example.org", "/de": "lena.vogt@example.org"}


@pytest.fixture
def page(visitor, site):
    return visitor(site, viewport=PHONE)


@pytest.fixture
def link(run_in_site, tmp_path):
    """Return the secret link of a reader of the demo."""

    def link(name, address):
        path = tmp_path / "link"
        run_in_site(LINK.format(address=address, path=path, name=name))
        return path.read_text()

    return link


def overflows(page):
    page.set_viewport_size({"width": 320, "height": 700})
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@LANGUAGES
@pytest.mark.parametrize("path", ["/follow/", "/follow/feeds/", "/follow/asked/", "/privacy/"])
def test_a_page_has_no_fault(page, prefix, path):
    page.goto(prefix + path)

    assert faults(page) == set()
    assert not overflows(page)


@LANGUAGES
def test_the_form_with_an_error_has_no_fault(page, prefix):
    page.goto(f"{prefix}/follow/")
    page.fill("[name=email]", "grace")
    page.click("form.follow-form button")

    expect(page.locator(".error-summary li")).to_have_count(1)
    assert faults(page) == set()
    assert not overflows(page)


@LANGUAGES
def test_the_preferences_have_no_fault(page, link, prefix):
    page.goto(link("preferences", READERS[prefix]))
    page.click(".follow-more summary")

    assert faults(page) == set()
    assert not overflows(page)


@LANGUAGES
def test_the_preferences_are_changed_by_keyboard_alone(page, link, prefix):
    page.goto(link("preferences", READERS[prefix]))
    page.focus("[name=frequency]:checked")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[name=frequency]:checked").get_attribute("value")
    page.focus("form.follow-form > button")
    page.keyboard.press("Enter")

    page.wait_for_url("**saved=1")
    assert page.locator("[name=frequency]:checked").get_attribute("value") == chosen
    assert faults(page) == set()


@pytest.mark.parametrize("name", ["confirm", "leave"])
def test_the_page_with_the_button_has_no_fault(page, link, name):
    page.goto(link(name, "just.asked@example.org"))

    expect(page.locator("main form button")).to_have_count(1)
    assert faults(page) == set()
    assert not overflows(page)
