"""Nobody is shut out of giving: axe finds nothing and nothing leaves a narrow phone, step by step."""

import pytest

from tests.browser.axe import faults

NARROW = {"width": 320, "height": 700}
# Each language gives another amount, or the site asks "again, on purpose?".
LANGUAGES = pytest.mark.parametrize(("prefix", "coffees"), [("", "1"), ("/de", "3")])


@pytest.fixture
def page(visitor, site):
    return visitor(site, viewport=NARROW)


def wrong(page):
    """Return what axe finds, and what is wider than the screen."""
    found = faults(page)
    is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found | ({("wider than the screen", "")} if is_wide else set())


@LANGUAGES
def test_each_page_on_the_way_of_a_tip_is_without_fault(page, prefix, coffees):
    page.goto(f"{prefix}/tips/yuki-shiratori/")
    assert wrong(page) == set()

    page.click(".tip-submit")
    page.wait_for_selector(".error-summary li")
    assert wrong(page) == set()

    page.check(f"input[name=coffees][value='{coffees}']")
    page.fill("[name=message]", "Donaudampfschifffahrtsgesellschaftskapitän! " * 3)
    page.check("[name=consent]")
    page.click(".tip-submit")
    page.wait_for_url("**/sandbox/checkout/**")
    assert wrong(page) == set()

    page.click("button[value=decline]")
    page.wait_for_url("**/tips/status/**")
    assert wrong(page) == set()

    page.click(".tip-retry button")
    page.click("button[value=pay]")
    page.wait_for_url("**/tips/status/**")
    assert wrong(page) == set()

    page.click("a[href*='/words/']")
    page.wait_for_url("**/words/")
    assert wrong(page) == set()


@pytest.mark.parametrize("path", ["/authors/mara-holtkamp/", "/tips/mara-holtkamp/embed/"])
def test_wall_and_card_are_without_fault(page, path):
    page.goto(path)

    assert wrong(page) == set()
