"""Our pages look decent in a base.html that styles nothing."""

import pytest

from tests.messages import ROOT

PAGES = [
    path
    for app in ("authors", "tips")
    for path in (ROOT / "templates" / app).rglob("*.html")
    if '{% extends "base.html" %}' in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_page_brings_the_plain_styles(page):
    text = page.read_text(encoding="utf-8")

    assert "authors/plain.css" in text or "{% author_head page %}" in text


def test_an_authors_head_brings_them_with_those_of_the_box():
    head = (ROOT / "templates/authors/components/head.html").read_text(encoding="utf-8")

    assert "authors/plain.css" in head
    assert "authors/author-box.css" in head


def test_whatever_the_site_says_of_the_same_elements_counts():
    sheet = (ROOT / "authors/static/authors/plain.css").read_text(encoding="utf-8")
    layers = (ROOT / "authorsite/static/authorsite/tokens.css").read_text(encoding="utf-8")

    assert "@layer plain, authors, tips;" in sheet
    assert "@layer plain, tokens, base" in layers
