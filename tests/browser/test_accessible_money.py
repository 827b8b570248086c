"""The screens of money shut nobody out: axe finds nothing, and keys reach every part."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults

MINE = ["", "messages/", "messages/?state=approved", "goal/", "statements/", "preferences/"]
YEAR = f"statements/{date.today().year}/?money=test"
MANAGERS = ["/admin/reports/tips/", "/admin/tip-messages/", "/admin/tip-troubles/mails/"]


@pytest.mark.parametrize("path", [*MINE, YEAR])
def test_axe_finds_nothing_on_my_tips(login, path):
    page = login("mara")

    page.goto(f"/admin/my-tips/{path}")

    assert faults(page) == set()


@pytest.mark.parametrize("path", MANAGERS)
def test_axe_finds_nothing_on_the_managers_screens(login, path):
    page = login("editor")

    page.goto(path)

    assert faults(page) == set()


def test_keys_alone_choose_a_period_and_open_the_numbers(login):
    page = login("mara")
    page.goto("/admin/my-tips/")

    page.get_by_role("link", name="This year").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**first=*")
    page.locator("summary", has_text="Numbers").first.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("region", name="By month: all numbers")).to_be_visible()
