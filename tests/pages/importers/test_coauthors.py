"""Bylines of Co-Authors Plus, whose guests may stand after the posts that name them."""

import pytest

from authors.models import Author
from authors.pages.models import ArticlePage, AuthorPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_guest(make_post):
    def make(name, **meta):
        slug = f"cap-{name.lower()}"
        about = {f"cap-{key}": value for key, value in meta.items()}
        return make_post(
            title=name, post_name=slug, post_type="guest-author", meta=about, creator="mara"
        )

    return make


def bylines():
    page = ArticlePage.objects.get()
    return [row.author.name for row in page.authors_bylines.all()]


def test_users_and_guests_stand_in_their_order(run_import, make_export, make_post, make_guest):
    terms = [("author", "cap-jon", "jon"), ("author", "cap-mara", "mara")]

    run_import(make_export(make_post(terms=terms), make_guest("Jon", display_name="Jon Dock")))

    assert bylines() == ["Jon Dock", "Mara Quay"]


def test_a_guest_has_a_profile_and_no_mail_address(run_import, make_export, make_guest):
    about = {
        "website": "https://jon.example/",
        "description": "Paints.",
        "user_email": "j@x.example",
    }

    run_import(make_export(make_guest("Jon", **about), authors={}))

    page = AuthorPage.objects.get()
    assert (page.title, page.short_bio) == ("Jon", "Paints.")
    assert [link.url for link in page.authors_links.all()] == ["https://jon.example/"]
    assert "j@x.example" not in repr([*AuthorPage.objects.values(), *Author.objects.values()])


def test_a_guest_who_is_a_user_is_one_person(run_import, make_export, make_post, make_guest):
    terms = [("author", "cap-captain", "captain"), ("author", "cap-mara", "mara")]

    run_import(make_export(make_post(terms=terms), make_guest("Captain", linked_account="mara")))

    assert bylines() == ["Mara Quay"]
    assert Author.objects.count() == 1
