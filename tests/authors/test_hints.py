"""What a profile's author is told is missing."""

import pytest

from authors import hints
from authors.models import AuthorLink
from tests.authors.screens import edit_url


def missing(profile):
    return [str(hint.what) for hint in hints.for_profile(profile)]


def test_an_empty_profile_lacks_everything_but_what_depends_on_a_photo(make_profile):
    assert missing(make_profile()) == [
        "A photo",
        "A headline",
        "A short bio",
        "More about you",
        "A link that is you",
        "A fediverse handle",
    ]


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("headline", "Counts", "A headline"),
        ("short_bio", "Counts.", "A short bio"),
        ("fediverse_handle", "@ada@m.example", "A fediverse handle"),
        ("body", [("heading", "Counting")], "More about you"),
    ],
)
def test_what_is_there_is_not_missed(field, value, hint, make_profile):
    profile = make_profile(**{field: value})

    assert hint not in missing(profile)


def test_a_photo_is_asked_for_its_description(make_profile, make_picture):
    profile = make_profile(photo=make_picture())

    assert missing(profile)[0] == "A description of the photo"


@pytest.mark.parametrize(
    ("network", "is_me", "is_missing"),
    [("github", True, False), ("rss", False, True), ("liberapay", True, True)],
)
def test_only_an_own_place_proves_who_somebody_is(network, is_me, is_missing, make_profile):
    profile = make_profile()
    profile.authors_links.add(AuthorLink(network=network, url="https://x.example/", is_me=is_me))

    assert ("A link that is you" in missing(profile)) == is_missing


def test_the_editor_tells_what_is_missing_and_why(make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author, headline="Counts")

    content = log_in(user).get(edit_url(page)).content.decode()

    assert "6 things would make this profile better" not in content
    assert "5 things would make this profile better" in content
    assert "Readers remember a face sooner than a name." in content


def test_a_complete_profile_is_left_in_peace(make_user, make_profile, make_picture, log_in):
    user = make_user("ada")
    page = make_profile(
        user.author,
        photo=make_picture(),
        photo_alt="Ada",
        headline="Counts",
        short_bio="Counts.",
        body=[("heading", "Counting")],
        fediverse_handle="@ada@m.example",
    )
    AuthorLink.objects.create(page=page, network="github", url="https://github.com/ada")

    assert "would make this profile better" not in log_in(user).get(edit_url(page)).content.decode()
