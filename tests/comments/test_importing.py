"""Comments from elsewhere."""

from datetime import UTC, datetime

import pytest

from authors.comments import moderation
from authors.comments.importing import import_comment
from authors.comments.models import Comment, Notice

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2012, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def bring(article):
    def bring(key="old#1", **facts):
        known = {"name": "Grace", "text": "<b>Fine</b>", "written_at": LONG_AGO}
        return import_comment(article, remote_key=key, **known | facts)

    return bring


def test_a_comment_keeps_its_date_and_is_shown(bring, read):
    comment, is_new = bring(email="grace@example.org", website="https://grace.example/")

    assert (is_new, comment.created_at, comment.state) == (True, LONG_AGO, "approved")
    assert "<b>Fine</b>" in read()


def test_what_was_waiting_waits(bring):
    comment, _new = bring(is_approved=False)

    assert comment.state == "pending"


def test_threads_are_kept(bring):
    first, _new = bring()

    second, _new = bring("old#2", parent=first)

    assert second.parent == first


def test_a_second_import_changes_nothing(bring):
    moderation.reject(bring()[0])

    comment, is_new = bring(text="Other words")

    assert (is_new, comment.state, comment.text) == (False, "rejected", "<b>Fine</b>")
    assert Comment.objects.count() == 1


def test_nobody_is_sent_a_mail(bring, author):
    bring(is_approved=False)
    bring("old#2")

    assert Notice.objects.count() == 0


@pytest.mark.parametrize("website", ["javascript:alert(1)", "grace.example"])
def test_an_address_that_is_none_is_left_out(bring, website):
    assert bring(website=website)[0].website == ""


def test_a_nameless_comment_gets_a_dash(bring):
    assert bring(name=" ")[0].name == "–"
