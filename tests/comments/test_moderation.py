"""Who waits for approval, and who hears of it."""

import pytest

from authors.comments import moderation
from authors.comments.models import Comment, Standing
from authors.comments.signals import comment_approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What listeners to the signal were told."""
    told = []

    def listen(sender, comment, **kwargs):
        told.append(comment.pk)

    comment_approved.connect(listen)
    yield told
    comment_approved.disconnect(listen)


def newest():
    return Comment.objects.latest("pk").state


def test_every_comment_waits_even_of_those_who_are_trusted(write, make_comment):
    moderation.trust(make_comment(state="pending"))

    write()

    assert newest() == "pending"


def test_only_the_first_comment_waits_if_the_site_says_so(write, make_comment, site_settings):
    site_settings(moderation="first")
    write()
    moderation.approve(Comment.objects.get())

    write(text="My second")

    assert newest() == "approved"


@pytest.mark.parametrize("other", [{"name": "Charles"}, {"email": "charles@example.org"}])
def test_a_name_or_an_address_alone_is_not_known(write, make_comment, site_settings, other):
    site_settings(moderation="first")
    make_comment()

    write(**other)

    assert newest() == "pending"


def test_nobody_is_known_by_an_authors_name(write, make_comment, site_settings, author):
    site_settings(moderation="first")
    make_comment(author=author, name="Grace")

    write()

    assert newest() == "pending"


@pytest.mark.parametrize("moderated", ["first", "trusted"])
def test_trusted_commenters_are_published_at_once(write, site_settings, moderated):
    site_settings(moderation=moderated)
    Standing.objects.create(email="Grace@Example.org", kind="trusted")

    write()

    assert newest() == "approved"


def test_having_been_published_is_not_trust(write, make_comment, site_settings):
    site_settings(moderation="trusted")
    make_comment()

    write()

    assert newest() == "pending"


@pytest.mark.parametrize("moderated", ["all", "first", "trusted"])
def test_the_banned_go_to_the_spam(write, site_settings, make_comment, moderated):
    site_settings(moderation=moderated)
    make_comment()
    Standing.objects.create(email="grace@example.org", kind="banned")

    response = write()

    assert response.status_code == 303
    assert newest() == "spam"


def test_listeners_hear_of_an_approval_once(
    make_comment, heard, django_capture_on_commit_callbacks
):
    comment = make_comment(state="pending")

    with django_capture_on_commit_callbacks(execute=True):
        moderation.approve(comment)
        moderation.approve(Comment.objects.get())

    assert heard == [comment.pk]


def test_a_withdrawn_comment_stays_withdrawn(make_comment):
    comment = make_comment(state="withdrawn")

    assert not moderation.approve(comment)
    assert newest() == "withdrawn"
