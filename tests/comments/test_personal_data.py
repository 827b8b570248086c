"""What comments hand out, erase and forget about a person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from authors.comments.models import Comment, Standing
from authors.comments.personal_data import CommentKeeper

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return CommentKeeper()


def test_everything_of_an_address_is_handed_out(keeper, make_comment):
    make_comment("Mine", email="GRACE@example.org")
    make_comment("Not mine", email="charles@example.org")
    Standing.objects.create(email="grace@example.org", kind="trusted")

    rows = keeper.export("grace@example.org")

    assert [row.get("text", row.get("standing")) for row in rows] == ["Mine", "trusted"]


def test_erasing_empties_the_comments_and_keeps_the_answers(keeper, make_comment, read):
    mine = make_comment("Mine")
    make_comment("An answer", parent=mine, email="charles@example.org", name="Charles")

    number = keeper.erase("grace@example.org")

    html = read()
    mine.refresh_from_db()
    assert (number, mine.email, mine.name, mine.text) == (1, "", "", "")
    assert "Mine" not in html
    assert "An answer" in html


def test_whoever_is_banned_is_not_unbanned_by_being_erased(keeper, make_comment):
    make_comment()
    Standing.objects.create(email="grace@example.org", kind="banned")

    keeper.erase("grace@example.org")

    assert Standing.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "days", "left"),
    [
        ("spam", 31, 0),
        ("rejected", 31, 0),
        ("spam", 29, 1),
        ("pending", 99, 1),
        ("approved", 99, 1),
    ],
)
def test_what_was_refused_is_forgotten_in_time(keeper, make_comment, state, days, left):
    make_comment(state=state, changed_at=timezone.now() - timedelta(days=days))

    keeper.forget()

    assert Comment.objects.count() == left


def test_the_privacy_page_tells_what_is_stored(client, home):
    html = client.get("/privacy/").content.decode()

    assert "What was rejected or taken for spam" in html
