"""Which pages take comments, and until when."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.plugin_host.models import NewsPage

pytestmark = pytest.mark.django_db


def status(client, page):
    return client.get(f"/comments/{page.pk}/").status_code


def test_an_article_takes_comments_and_shows_the_way(client, article, read):
    assert f'href="/comments/{article.pk}/"' in read()
    assert status(client, article) == 200


def test_a_page_that_no_reader_may_see_takes_none(client, article):
    PageViewRestriction.objects.create(
        page=article.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )

    assert status(client, article) == 404


def test_a_draft_takes_none(client, make_article, author):
    assert status(client, make_article(author, live=False)) == 404


def test_the_front_page_takes_none(client, home, article):
    assert status(client, home) == 404


def test_any_page_type_takes_comments_if_the_site_says_so(client, home, settings, make_comment):
    news = home.add_child(instance=NewsPage(title="News"))
    settings.AUTHORS_COMMENTS_PAGE_TYPES = ["plugin_host.NewsPage"]

    make_comment(page=news)

    assert status(client, news) == 200


def test_an_article_can_be_closed(client, article, make_comment, read):
    make_comment("Well said.")
    article.comments_open = False
    article.save()

    html = read()

    assert "Well said." in html
    assert "Comments are closed." in html
    assert status(client, article) == 403


def test_comments_close_after_some_days(client, article, site_settings):
    site_settings(closes_after_days=7)
    article.published_on = timezone.localdate() - timedelta(days=9)
    article.save()

    assert status(client, article) == 403


def test_comments_stay_open_until_then(client, article, site_settings):
    site_settings(closes_after_days=7)
    article.published_on = timezone.localdate() - timedelta(days=5)
    article.save()

    assert status(client, article) == 200


def test_a_site_can_close_them_all(client, article, site_settings):
    site_settings(is_open=False)

    assert status(client, article) == 403


def test_a_form_opened_before_the_closing_is_refused_with_the_reason(client, article, write):
    key = client.get(f"/comments/{article.pk}/").context["form"].initial["form_key"]
    article.comments_open = False
    article.save()

    response = client.post(f"/comments/{article.pk}/", {"form_key": key, "text": "Late"})

    assert response.status_code == 403
    assert "Comments are closed" in response.content.decode()


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999"])
def test_no_page_is_no_form(client, home, pk):
    assert client.get(f"/comments/{pk}/").status_code == 404
