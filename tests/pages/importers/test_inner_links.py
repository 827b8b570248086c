"""Links between the articles of the old site lead to where they are now."""

import pytest

from authors.pages.models import ArticlePage

pytestmark = pytest.mark.django_db
OLD = "http://www.harbour.example/2014/03"


@pytest.fixture
def import_pair(run_import, make_export, make_post):
    """Import an article with the HTML given, then one that is called Ebb; return both."""

    def run(html, **fields):
        first = make_post(content=html, post_name="tides", **fields)
        run_import(make_export(first, make_post(post_name="ebb", post_id="77")))
        return ArticlePage.objects.get(slug="tides"), ArticlePage.objects.get(slug="ebb")

    return run


@pytest.mark.parametrize(
    "address", [f"{OLD}/ebb/", "/2014/03/ebb", "https://harbour.example/?p=77"]
)
def test_a_link_follows_its_article(import_pair, client, address):
    page, ebb = import_pair(f'See <a href="{address}">ebb</a>.')

    assert page.body[0].value.source == f'<p>See <a linktype="page" id="{ebb.pk}">ebb</a>.</p>'
    assert page.get_latest_revision_as_object().body[0].value == page.body[0].value
    assert f'href="{ebb.url}"' in client.get(page.url).content.decode()


def test_a_link_into_an_article_keeps_its_place(import_pair):
    page, ebb = import_pair(f'<a href="{OLD}/ebb/#moon">moon</a>')

    assert f'href="{ebb.url}#moon"' in page.body[0].value.source


def test_a_link_in_a_table_follows_too(import_pair):
    page, ebb = import_pair(f'<table><tr><td><a href="{OLD}/ebb/">e</a></td></tr></table>')

    assert f'href="{ebb.url}"' in page.body[0].value


@pytest.mark.parametrize("address", [f"{OLD}/gone/", "https://other.example/2014/03/ebb/"])
def test_other_links_stay(import_pair, address):
    page, _ebb = import_pair(f'<a href="{address}">x</a>')

    assert f'href="{address}"' in page.body[0].value.source


def test_a_draft_follows_too(import_pair):
    page, ebb = import_pair(f'<a href="{OLD}/ebb/">e</a>', status="draft")

    assert f'id="{ebb.pk}"' in page.get_latest_revision_as_object().body[0].value.source
