"""An editor picks a byline among thousands of authors, and adds a guest on the spot."""

import time

import pytest
from playwright.sync_api import Page, expect

CROWD = """
from authors.models import Author
Author.objects.bulk_create(
    Author(name=f"Writer {n:04}", sort_name=f"{n:04}, Writer", handle=f"writer-{n:04}")
    for n in range(5_000)
)
"""
GONE = """
from authors.models import Author
Author.objects.filter(handle__startswith="writer-").update(name="")
"""
PATIENCE_SECONDS = 5


@pytest.fixture(scope="module")
def crowd(run_in_site):
    run_in_site(CROWD)
    yield
    # Author rows are never deleted, but one without a name is nowhere shown.
    run_in_site(GONE)


@pytest.fixture
def picker(crowd, login) -> Page:
    """The chooser of a new byline, in an article's editor."""
    editor = login("editor")
    editor.goto("/admin/pages/usage/authors_pages/articlepage/")
    editor.locator("main a[href$='/edit/']").first.click()
    editor.get_by_role("button", name="Add Byline").click()
    editor.get_by_role("button", name="Choose an author").last.click()
    editor.locator(".modal-body .listing tbody tr").first.wait_for()
    return editor


def test_an_author_among_thousands_is_found_by_part_of_the_name(picker):
    rows = picker.locator(".modal-body .listing tbody tr")
    asked = []
    picker.on("request", lambda request: asked.append(request.url))
    started = time.monotonic()

    picker.locator(".modal-body input[name=q]").fill("iter 4321")
    expect(rows).to_have_count(1)
    taken = time.monotonic() - started
    searches = [url for url in asked if "q=iter" in url]
    rows.locator("a").click()

    expect(picker.locator("main")).to_contain_text("Writer 4321")
    assert taken < PATIENCE_SECONDS
    assert len(searches) == 1


def test_a_guest_is_added_without_leaving_the_article(picker):
    picker.get_by_role("tab", name="Add a guest").click()
    picker.locator("#tab-create input[name=name]").fill("Grete Passing-Through")
    picker.locator("#tab-create button[type=submit]").click()

    expect(picker.locator("main")).to_contain_text("Grete Passing-Through")
