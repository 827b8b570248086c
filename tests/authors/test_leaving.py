"""An author who leaves, and one who comes back."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from authors.leaving import come_back, leave
from authors.models import Author, Byline


@pytest.fixture
def editor(make_user, log_in):
    return log_in(make_user("ed", "Editors", author=None))


@pytest.fixture
def author(make_user):
    return make_user("ada").author


def leave_url(author):
    return reverse("authors:leave", args=[author.pk])


def test_an_editor_notes_that_an_author_left_and_closes_the_account(editor, author):
    editor.post(leave_url(author), {"account": "deactivate"})

    author = Author.objects.get(pk=author.pk)
    assert (author.left_on, author.user.is_active) == (timezone.localdate(), False)
    assert ModelLogEntry.objects.get(action="authors.left").user.username == "ed"


def test_an_account_with_other_work_is_only_unlinked(editor, author):
    editor.post(leave_url(author), {"account": "unlink"})

    assert Author.objects.get(pk=author.pk).user is None
    assert User.objects.get(username="ada").is_active


def test_a_guest_without_an_account_leaves_too(editor, make_author):
    guest = make_author("Grace")

    editor.post(leave_url(guest))

    guest.refresh_from_db()
    assert guest.left_on


def test_what_becomes_of_the_account_must_be_chosen(editor, author):
    response = editor.post(leave_url(author))

    assert "This field is required." in response.content.decode()
    assert Author.objects.get(pk=author.pk).left_on is None


def test_profile_and_bylines_stay(author, make_profile, make_article):
    profile, article = make_profile(author), make_article(author)

    leave(author)

    profile.refresh_from_db()
    assert profile.live
    assert Byline.objects.get(page=article.pk).author == author


@pytest.mark.parametrize("shown", ["profile", "directory", "article"])
def test_readers_see_that_an_author_left(
    shown, author, author_index, make_profile, make_article, client
):
    pages = {"profile": make_profile(author), "directory": author_index}
    pages["article"] = make_article(author)

    leave(author)

    assert "Former author" in client.get(pages[shown].url).content.decode()


def test_coming_back_takes_everything_back(editor, author):
    leave(author)

    editor.post(reverse("authors:return", args=[author.pk]))

    author = Author.objects.get(pk=author.pk)
    assert (author.left_on, author.user.is_active) == (None, True)


def test_coming_back_leaves_an_account_closed_that_was_closed_before(author):
    leave(author, deactivate=False)
    User.objects.filter(username="ada").update(is_active=False)
    Author.objects.filter(pk=author.pk).update(user=User.objects.get(username="ada"))

    come_back(author)

    assert not User.objects.get(username="ada").is_active


def test_an_editor_does_not_close_an_admins_account(editor, author):
    User.objects.filter(username="ada").update(is_superuser=True)

    content = editor.post(leave_url(author), {"account": "deactivate"}).content.decode()

    assert User.objects.get(username="ada").is_active
    assert "Select a valid choice" in content


@pytest.mark.parametrize("group", ["Editors", "Tip managers"])
def test_an_editor_closes_no_account_with_rights_of_others(group, editor, author):
    author.user.groups.add(Group.objects.get(name=group))

    content = editor.post(leave_url(author), {"account": "deactivate"}).content.decode()

    assert User.objects.get(username="ada").is_active
    assert "Select a valid choice" in content


def test_nobody_closes_the_own_account(author):
    with pytest.raises(PermissionDenied):
        leave(author, user=author.user)

    assert User.objects.get(username="ada").is_active


@pytest.mark.parametrize("group", ["Authors", "Trusted authors", "Tip managers"])
@pytest.mark.parametrize("way", ["authors:leave", "authors:return"])
def test_only_editors_note_it(way, group, make_author, make_user, log_in):
    author = make_author("Grace")
    client = log_in(make_user("bo", group))

    client.post(reverse(way, args=[author.pk]))

    author.refresh_from_db()
    assert author.left_on is None


def test_the_screens_say_what_follows(editor, author):
    before = editor.get(leave_url(author)).content.decode()
    leave(author)

    after = editor.get(reverse("authors:return", args=[author.pk])).content.decode()

    assert "Nobody can tip this author any more." in before
    assert "ada can log in again." in after
