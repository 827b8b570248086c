"""Readers' comments come along, if there is an app to keep them."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from authors.comments.models import Comment
from authors.models import Author

pytestmark = pytest.mark.django_db
# Not part of the project: https://github.com/WordPress/theme-test-data
THEME_TEST = Path(os.environ.get("WORDPRESS_THEME_TEST", "themeunittestdata.wordpress.xml"))
COMMENTS = [
    {"number": 3, "parent": "2", "text": "<b>Quite</b> so."},
    {"number": 2},
    {"number": 4, "approved": "0"},
    {"number": 5, "approved": "spam"},
    {"number": 6, "kind": "pingback"},
    {"number": 7, "kind": "trackback"},
    {"number": 8, "parent": "7", "user": "mara-id"},
]


@pytest.fixture
def export(make_export, make_post):
    return make_export(make_post(comments=COMMENTS), make_post(post_type="page"))


def states():
    return dict(Comment.objects.values_list("name", "state"))


def test_what_was_published_is_shown_and_what_waited_waits(run_import, export):
    printed = run_import(export)

    assert states() == {
        "Reader 2": "approved",
        "Reader 3": "approved",
        "Reader 4": "pending",
        "Reader 8": "approved",
    }
    assert "Skipped: ping" in printed
    assert "Skipped: spam" in printed


def test_a_comment_keeps_its_words_and_date_and_whom_it_answers(run_import, export):
    run_import(export)

    answer = Comment.objects.get(name="Reader 3")
    assert (answer.parent.name, answer.text) == ("Reader 2", "<b>Quite</b> so.")
    assert answer.created_at == datetime(2014, 3, 2, 8, tzinfo=UTC)


def test_an_answer_to_a_ping_stands_by_itself_and_its_author_is_known(run_import, export):
    run_import(export)

    comment = Comment.objects.get(name="Reader 8")
    assert (comment.parent, comment.author) == (None, Author.objects.get())


def test_a_second_run_brings_new_comments_and_none_that_was_deleted(
    run_import, make_export, make_post
):
    first = {"post_id": "1", "comments": COMMENTS[:2]}
    run_import(make_export(make_post(**first)))
    Comment.objects.get(name="Reader 3").delete()

    run_import(make_export(make_post(**first | {"comments": COMMENTS})))

    assert set(states()) == {"Reader 2", "Reader 4", "Reader 8"}


def test_a_dry_run_keeps_no_comment(run_import, export):
    run_import(export, dry_run=True)

    assert not Comment.objects.exists()


if THEME_TEST.exists():

    def test_wordpress_own_test_data_comes_with_all_its_comments(run_import):
        run_import(THEME_TEST)

        found = list(Comment.objects.values_list("state", flat=True))
        assert (found.count("approved"), found.count("pending"), len(found)) == (26, 3, 29)
