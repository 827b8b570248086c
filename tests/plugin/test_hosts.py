"""A site that exists gets author pages and tips, and is itself again when they are taken out."""

import re
from urllib.parse import urlsplit

import pytest

from tests.plugin.conftest import STRICT
from tests.plugin.documents import lines_to_add
from tests.plugin.reader import inline_code, soup

HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")


def test_the_readme_asks_for_at_most_ten_lines():
    asked = lines_to_add()

    assert sum(len(piece.lines) for piece in asked) <= 10
    assert [piece.file for piece in asked] == [
        "mysite/settings/base.py",
        "mysite/urls.py",
        "home/models.py",
        "home/templates/home/home_page.html",
    ]


def test_the_host_has_nothing_to_complain_of(story):
    assert "no issues" in story.checked
    assert "WARNING" not in story.checked.upper()


def test_nobody_wants_a_migration(story):
    assert "No changes detected" in story.wanted_migrations


def test_the_hosts_own_page_shows_byline_and_box(story):
    home = story.pages["/"].text

    assert story.pages["/"].status_code == 200
    assert "p-author h-card" in home
    assert "author-box" in home
    assert "authors/author-box" in home.partition("</head>")[0]  # its style sheet
    assert '"@type": "Person"' in home or '"@type":"Person"' in home


def test_the_author_has_a_page_and_feeds(story):
    answers = {name: page.status_code for name, page in story.pages.items() if "authors" in name}

    assert set(answers.values()) == {200}
    assert "Ada Lovelace" in story.pages["/authors/ada-lovelace/"].text


def test_articles_have_pages_and_lists(story):
    answers = {name: page.status_code for name, page in story.pages.items() if "articles" in name}

    assert len(answers) == 4
    assert set(answers.values()) == {200}
    assert "On engines" in story.pages["/articles/"].text
    assert "On engines" in story.pages["/authors/ada-lovelace/"].text


def test_a_tip_arrives_through_the_sandbox(story):
    assert story.pages["form"].status_code == 200
    assert "tips/form" in story.pages["form"].text  # our style sheet, in the host's own base
    assert "Thank you" in story.pages["status"].text
    assert "Ada Lovelace" in story.pages["status"].text


def test_each_language_and_site_has_its_own(story):
    pages = {name: page for name, page in story.pages.items() if name.startswith("http")}
    german = {name: soup(page) for name, page in pages.items() if "/de/" in name}
    second = [page.text for name, page in pages.items() if "localhost" in name]

    assert [page.status_code for page in pages.values()] == [200] * len(pages)
    assert all("Ada" in page.text and "Grace" not in page.text for page in german.values())
    assert all("Kaffee" in page.text for name, page in german.items() if "/tips/" in name)
    assert all("Grace Hopper" in text and "Ada" not in text for text in second)
    assert not [text for text in second if f"127.0.0.1:{story.project.port}/writers" in text]


def test_the_books_hold(story):
    assert "error" not in story.ledger.lower()


def test_no_page_for_readers_sets_a_cookie(story):
    assert not any(page.cookies for page in story.pages.values())


def test_everything_that_pages_load_is_there_and_comes_from_the_site_itself(story):
    missing = {url: got.status_code for url, got in story.assets.items() if got.status_code != 200}

    assert any("/static/tips/form" in url for url in story.assets)
    assert any("/media/images/" in url for url in story.assets)
    assert missing == {}
    # The second site of a host is called localhost.
    assert {urlsplit(url).hostname for url in story.assets} <= {"127.0.0.1", "localhost"}


def test_pages_hold_nothing_that_a_strict_policy_forbids(story):
    assert {name: found for name, page in story.pages.items() if (found := inline_code(page))} == {}


def test_hashed_files_and_a_strict_policy_are_what_a_strict_host_runs_with(story):
    served = [page for page in story.pages.values() if story.project.kind in STRICT]
    ours = [url for url in story.assets if served and re.search("/static/(authors|tips)/", url)]

    assert all("default-src 'self'" in page.headers["Content-Security-Policy"] for page in served)
    assert [url for url in ours if not HASHED.search(url)] == []


def test_every_screen_for_editors_opens(story):
    assert "failed {}" in story.screens
    assert "/admin/tips/" in story.screens
    assert "/admin/authors/" in story.screens


@pytest.mark.parametrize("name", ["edit", "history", "usage"])
def test_the_host_is_itself_again_afterwards(story, name):
    assert f"{name} 200" in story.afterwards["revisions"]
    assert "no issues" in story.afterwards["check"]
    assert "No changes detected" in story.afterwards["migrations"]
    assert story.afterwards["home"] == "200"


def test_readers_are_served_while_the_tables_go(story):
    assert set(story.while_going) >= {"tips", "authors"}
    assert set(story.while_going.values()) == {200}


def test_old_versions_that_name_bylines_can_still_be_published(story):
    assert "named 0" not in story.afterwards["revisions"]
    assert "published 1" in story.afterwards["revisions"]
