"""Which pages everybody may read."""

import pytest
from wagtail.models import Page, PageViewRestriction

from authors.visibility import visible


@pytest.fixture
def restrict(db):
    def make(page):
        return PageViewRestriction.objects.create(page=page, restriction_type="login")

    return make


def titles(model):
    return set(visible(model.objects).values_list("title", flat=True))


def test_drafts_and_private_pages_are_not(make_article, article_index, restrict):
    make_article(title="Draft", live=False)
    make_article(title="Public")
    restrict(make_article(title="Private"))

    assert titles(type(make_article(title="Other"))) == {"Public", "Other"}


def test_what_lies_below_a_private_page_is_not(make_article, article_index, restrict):
    article = make_article(title="Below")
    restrict(article_index)

    assert "Below" not in titles(type(article))


def test_an_alias_of_a_private_page_is_as_private(make_article, article_index, restrict, client):
    article = make_article(title="Private")
    alias = article.create_alias(update_slug="copy")
    restrict(article)

    assert titles(type(article)) == set()
    assert client.get(alias.url).status_code == 302


def test_a_private_page_asks_readers_to_log_in(make_article, restrict, client):
    article = make_article()
    restrict(Page.objects.get(pk=article.pk).get_parent())

    assert client.get(article.url).status_code == 302
