"""Our pages look decent in a base.html that styles nothing."""

import re

import pytest

from tests.messages import ROOT

PAGES = [
    path
    for app in ("authors", "tips")
    for path in (ROOT / "templates" / app).rglob("*.html")
    if '{% extends "base.html" %}' in path.read_text(encoding="utf-8")
]
ALONE = (
    "feed.css",
    "embed.css",
    "preview.css",
)  # documents of their own, with a background of their own
HOSTS_SHEETS = [
    path
    for folder in ("authors/static/authors", "authors/comments/static", "tips/static/tips")
    for path in (ROOT / folder).rglob("*.css")
    if path.name not in ALONE and "admin" not in path.as_posix()
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_page_brings_the_plain_styles(page):
    text = page.read_text(encoding="utf-8")

    assert "authors/plain.css" in text


def test_a_page_of_a_host_gets_only_those_of_our_parts():
    head = (ROOT / "templates/authors/components/head.html").read_text(encoding="utf-8")

    assert "authors/parts.css" in head
    assert "authors/author-box.css" in head
    assert "plain.css" not in head


def test_buttons_look_the_same_in_our_pages_and_our_parts():
    declared = [
        re.findall(r"where\(\.button[^{]*\{([^}]*)\}", sheet(name)) for name in ("plain", "parts")
    ]

    assert len(declared[0]) == 6
    assert declared[0] == declared[1]


def sheet(name):
    return (ROOT / f"authors/static/authors/{name}.css").read_text(encoding="utf-8")


def test_whatever_the_site_says_of_the_same_elements_counts():
    layers = (ROOT / "authorsite/static/authorsite/tokens.css").read_text(encoding="utf-8")

    assert "@layer plain, authors, tips;" in sheet("plain")
    assert "@layer plain, authors, tips;" in sheet("parts")
    assert "@layer plain, tokens, base" in layers


@pytest.mark.parametrize("path", sorted(HOSTS_SHEETS), ids=lambda path: path.name)
def test_without_tokens_surfaces_let_a_dark_host_shine_through(path):
    text = path.read_text(encoding="utf-8")
    surfaces = re.findall(r"--color-(?:surface|sunken|bg|accent-soft), (#\w+|light-dark)", text)
    quiet = re.findall(r"--color-(?:muted|border|field-border), (#\w+|light-dark)", text)

    assert (surfaces, quiet) == ([], [])
