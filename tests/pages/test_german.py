"""A German page is German throughout: words, dates, numbers, lists of names."""

import html
from datetime import date

import pytest
from django.utils.html import strip_tags


@pytest.fixture
def read(german_index, make_author, make_article, translate, client):
    """Read the German translation of an article by three people."""

    def read(**fields):
        writers = [make_author(name) for name in ("Ada", "Grace", "Mary")]
        article = make_article(*writers, title="On engines", slug="engines", **fields)
        translate(article, "Über Maschinen")
        response = client.get("/de/articles/engines/")
        return " ".join(html.unescape(strip_tags(response.content.decode())).split())

    return read


def test_names_are_listed_as_germans_do(read):
    page = read()

    assert "Von Ada, Grace und Mary" in page


def test_a_date_is_written_as_germans_do(read):
    page = read(published_on=date(2026, 3, 1))

    assert "1. März 2026" in page


@pytest.mark.parametrize(("words", "time"), [(5, "1 Minute Lesezeit"), (1200, "Minuten Lesezeit")])
def test_the_time_to_read_follows_the_plural(read, words, time):
    text = " ".join(["Wort"] * words)

    page = read(body=[("paragraph", f"<p>{text}</p>")])

    assert time in page


def test_an_empty_list_says_so_in_german(german_index, client):
    page = client.get("/de/articles/").content.decode()

    assert "Hier ist noch nichts erschienen." in page
