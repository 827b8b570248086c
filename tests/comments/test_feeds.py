"""Feeds of comments, as feed readers see them."""

import feedparser
import pytest
from wagtail.models import PageViewRestriction

from authors.comments import moderation

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(client):
    def fetch(address):
        response = client.get(address)
        assert response.status_code == 200
        parsed = feedparser.parse(response.content)
        assert parsed.bozo == 0
        return parsed

    return fetch


@pytest.mark.parametrize("kind", ["", "atom/"])
def test_the_feed_of_a_page_has_its_approved_comments(feed, article, make_comment, kind):
    comment = make_comment("Well said.", name="Grace")
    make_comment("Not yet", state="pending")

    parsed = feed(f"/comments/{article.pk}/feed/{kind}")

    [entry] = parsed.entries
    assert entry.title == "Grace on “On engines”"
    assert entry.summary == "Well said."
    assert entry.link == f"http://localhost{article.url}#comment-{comment.pk}"
    assert [author.get("name") for author in entry.authors] == ["Grace"]


def test_the_json_feed_has_the_same(client, article, make_comment):
    make_comment("Well said.", name="Grace")

    data = client.get(f"/comments/{article.pk}/feed/json/").json()

    assert [item["content_text"] for item in data["items"]] == ["Well said."]


def test_the_feed_of_all_has_the_comments_of_every_page(feed, make_comment, make_article, author):
    make_comment("On the first")
    make_comment("On the second", page=make_article(author, title="On looms"))

    parsed = feed("/comments/feed/")

    assert {entry.summary for entry in parsed.entries} == {"On the first", "On the second"}


def test_no_feed_tells_an_address(client, article, make_comment):
    make_comment()

    feeds = [f"/comments/{article.pk}/feed/{kind}" for kind in ("", "atom/", "json/")]
    text = "".join(client.get(feed).content.decode() for feed in [*feeds, "/comments/feed/"])

    assert "grace@example.org" not in text


def test_what_no_reader_may_see_is_in_no_feed(client, feed, article, make_comment):
    make_comment()
    PageViewRestriction.objects.create(
        page=article.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )

    assert client.get(f"/comments/{article.pk}/feed/").status_code == 404
    assert feed("/comments/feed/").entries == []


def test_who_has_the_latest_is_told_so(client, article, make_comment):
    make_comment()
    etag = client.get(f"/comments/{article.pk}/feed/")["ETag"]

    assert client.get(f"/comments/{article.pk}/feed/", HTTP_IF_NONE_MATCH=etag).status_code == 304


def test_a_late_approval_moves_the_date_of_the_feed(client, article, make_comment):
    from datetime import timedelta

    from django.utils import timezone

    old = timezone.now() - timedelta(days=9)
    comment = make_comment(state="pending", created_at=old, changed_at=old)
    before = client.get(f"/comments/{article.pk}/feed/")["Last-Modified"]
    type(article).objects.update(last_published_at=old, first_published_at=old)

    moderation.approve(comment)

    after = client.get(f"/comments/{article.pk}/feed/")["Last-Modified"]
    assert (before == after, "GMT" in after) == (False, True)


def test_an_unknown_format_is_not_found(client, article):
    assert client.get(f"/comments/{article.pk}/feed/yaml/").status_code == 404


def test_control_characters_break_no_feed(feed, article, make_comment):
    make_comment("a\x0bb", name="G\x00race".replace("\x00", "\x01"))

    assert len(feed(f"/comments/{article.pk}/feed/").entries) == 1
