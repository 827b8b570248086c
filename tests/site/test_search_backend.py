"""Editors may type anything into the admin's search."""

import pytest
from django.urls import reverse

from authors.pages.models import ArticlePage


@pytest.mark.parametrize("text", ['"', 'on "engines', '"on engines"', "a\x00b", "*", "NEAR("])
def test_any_search_in_the_admin_is_answered(make_article, article_index, admin_client, text):
    make_article(title="On engines")
    url = reverse("wagtailadmin_explore", args=[article_index.pk])

    response = admin_client.get(url, {"q": text})

    assert response.status_code == 200


def test_a_quotation_mark_stands_in_no_words_way(make_article):
    article = make_article(title="On engines")

    assert [*ArticlePage.objects.all().search('steam "engines')] == []
    assert [*ArticlePage.objects.all().search('on "engines')] == [article]
    assert [*ArticlePage.objects.all().autocomplete('"eng')] == [article]
