"""A reader, without JavaScript and on a phone, tips an author; author and manager see it."""

import re

import pytest
from playwright.sync_api import Page, expect

STORIES = {
    "en": {
        "home": "/",
        "coffees": "3",
        "given": "€9.00",
        "thanks": "Thank you",
        "refunded": "on their way back",
    },
    "de": {
        "home": "/de/",
        "coffees": "5",
        "given": "15,00\xa0€",
        "thanks": "Danke",
        "refunded": "auf dem Weg zurück",
    },
}
AUTHOR, USERNAME = "Mara Holtkamp", "mara"


def open_tip_form(reader: Page, home: str) -> None:
    """Walk from the front page over an author's article to the form."""
    reader.goto(home)
    article = reader.locator("main article").filter(has_text=AUTHOR).first
    article.locator("a[href*='/articles/']").first.click()
    box = reader.locator(".author-box").filter(has_text=AUTHOR)
    box.locator("a[href*='/tips/']").click()


def give(reader: Page, coffees: str, message: str, own_amount: str = "") -> None:
    """Fill in the form. Each test gives another amount, or the site asks "again, on purpose?"."""
    reader.check(f"input[name=coffees][value='{coffees}']")
    reader.fill("[name=own_amount]", own_amount)
    reader.fill("[name=message]", message)
    reader.check("input[name=visibility][value=public]")
    reader.check("[name=consent]")
    reader.click(".tip-submit")


def play(reader: Page, outcome: str) -> None:
    """Choose what the sandbox does with the payment."""
    reader.click(f"button[name=action][value={outcome}]")
    reader.wait_for_url("**/tips/status/**")


def wait_for(page: Page, text: str) -> None:
    """Wait until the page, which looks again by itself, says something."""
    expect(page.locator("main")).to_contain_text(text)


@pytest.mark.parametrize("language", STORIES)
def test_a_tip_travels_from_reader_to_author_and_back(reader, login, language):
    story, message = STORIES[language], f"A coffee from {language}"

    open_tip_form(reader, story["home"])
    give(reader, story["coffees"], message)
    play(reader, "pay")

    status = reader.url.split("?")[0]
    wait_for(reader, story["thanks"])
    expect(reader.locator("main")).to_contain_text(story["given"])
    assert reader.context.cookies() == []
    reference = re.search("T-[0-9A-F]{10}", reader.locator("main").inner_text())[0]

    mine = login(USERNAME)
    mine.goto("/admin/my-tips/")
    expect(mine.locator("main")).to_contain_text(message)

    manager = login("editor")
    manager.goto(f"/admin/tips/?q={reference}")
    manager.get_by_role("link", name=reference).first.click()
    expect(manager.locator("main")).to_contain_text(message)
    manager.locator("a[href*='/refund/']").first.click()
    manager.fill("[name=reason]", "The reader asked for it")
    manager.click("main form button[type=submit].serious")
    expect(manager.locator("main")).to_contain_text("The reader asked for it")

    reader.goto(status)
    wait_for(reader, story["refunded"])


def test_a_slow_payment_is_thanked_only_once_the_money_is_there(reader):
    open_tip_form(reader, "/")
    give(reader, "1", "slowly")
    play(reader, "slow")

    expect(reader.locator("main")).to_contain_text("is working on your €3.00")
    expect(reader.locator("main")).not_to_contain_text("Thank you")
    wait_for(reader, "Thank you")


def test_a_slow_failure_never_says_thank_you(reader):
    open_tip_form(reader, "/")
    give(reader, "own", "in vain", own_amount="7.00")
    play(reader, "slow_fail")

    expect(reader.locator("main")).to_contain_text("is working on your €7.00")
    wait_for(reader, "Try again")
    expect(reader.locator("main")).not_to_contain_text("Thank you")


def test_an_own_amount_below_the_minimum_is_explained_beside_the_field(reader):
    open_tip_form(reader, "/")
    reader.check("input[name=coffees][value=own]")
    reader.fill("[name=own_amount]", "0.10")
    reader.check("[name=consent]")
    reader.click(".tip-submit")

    field = reader.locator("[name=own_amount]")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("0.10")
