"""Readers who follow what is said about an article."""

from datetime import timedelta

import pytest
from django.utils import timezone

from authors.comments import moderation
from authors.comments.models import Comment
from authors.followers import topics
from authors.followers.models import News
from authors.followers.topics import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(make_article, make_author):
    return make_article(make_author("Ada Lovelace"), title="On engines")


@pytest.fixture
def approve(article, django_capture_on_commit_callbacks):
    """Write a comment and let it through."""

    def approve(**fields):
        known = {"name": "Grace", "email": "grace@example.org", "text": "Well <b>said</b>."}
        comment = Comment.objects.create(page=article, **(known | fields))
        with django_capture_on_commit_callbacks(execute=True):
            moderation.approve(comment)
        return comment

    return approve


def test_a_comment_that_is_let_through_is_one_mail(make_follower, article, approve, work):
    reader = make_follower(Topic(topics.PAGE, article))
    make_follower()

    comment = approve()

    [message] = work()
    assert message.to == [reader.email]
    assert message.subject == "Grace commented on “On engines”"
    assert "Well said." in message.body
    assert f"#comment-{comment.pk}" in message.body


def test_a_comment_that_waits_or_is_taken_back_is_no_news(make_follower, article, approve, work):
    make_follower(Topic(topics.PAGE, article))
    Comment.objects.create(page=article, name="Eve", text="Buy!")

    comment = approve()
    moderation.reject(comment)

    assert work() == []


def test_who_wrote_it_needs_no_mail(make_follower, article, approve, work):
    make_follower(Topic(topics.PAGE, article), email="Grace@example.org")

    approve(email="grace@EXAMPLE.org")

    assert work() == []


def test_an_old_comment_that_is_imported_is_no_news(make_follower, article, approve):
    make_follower(Topic(topics.PAGE, article))

    approve(created_at=timezone.now() - timedelta(days=30))

    assert News.objects.count() == 0


def test_an_article_offers_to_follow_its_comments(client, article):
    page = client.get(article.url).content.decode()
    form = client.get(f"/follow/comments/{article.pk}/").content.decode()

    assert f'href="/follow/comments/{article.pk}/"' in page
    assert "comments on “On engines”" in form


def test_where_comments_are_closed_they_are_not_offered(client, article):
    type(article).objects.update(comments_open=False)

    assert f'"/follow/comments/{article.pk}/"' not in client.get(article.url).content.decode()
