"""Nobody is shut out of comments: axe finds nothing, and the keyboard suffices."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.conftest import PHONE

LANGUAGES = pytest.mark.parametrize("prefix", ["", "/de"])
ARTICLES = {"": "/articles/e-ink/", "/de": "/de/articles/self-hosting/"}


@pytest.fixture
def page(visitor, site):
    return visitor(site, viewport=PHONE)


@pytest.fixture
def form(page):
    """Go from an article to the form under it."""

    def form(prefix):
        page.goto(ARTICLES[prefix])
        page.click(".comments-invite a")
        return page

    return form


def overflows(page):
    page.set_viewport_size({"width": 320, "height": 700})
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@LANGUAGES
def test_an_article_with_comments_has_no_fault(page, prefix):
    page.goto(ARTICLES[prefix])

    assert faults(page) == set()
    assert not overflows(page)


@LANGUAGES
def test_the_form_has_no_fault(form, prefix):
    page = form(prefix)

    assert faults(page) == set()
    assert not overflows(page)


@LANGUAGES
def test_the_form_with_errors_has_no_fault(form, prefix):
    page = form(prefix)
    page.click("form.comment-form button")

    expect(page.locator(".error-summary li")).to_have_count(4)
    assert faults(page) == set()
    assert not overflows(page)


@LANGUAGES
def test_a_comment_is_written_by_keyboard_alone(form, prefix):
    page = form(prefix)
    page.wait_for_timeout(3200)
    page.focus("[name=text]")
    for words in ("Well said.", "Grace", "grace@example.org", ""):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    page.wait_for_url("**/comments/own/**")
    assert faults(page) == set()
    assert not overflows(page)
