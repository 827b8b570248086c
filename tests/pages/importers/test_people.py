"""The people of an export become authors."""

import pytest

from authors.models import Author
from authors.pages.models import ArticlePage, AuthorPage

pytestmark = pytest.mark.django_db


def test_an_author_has_a_published_profile_by_which_readers_find_them(run_import, make_export):
    run_import(make_export(authors={"mara": "Mara Quay"}))

    profile = AuthorPage.objects.get()
    assert (profile.title, profile.slug, profile.live) == ("Mara Quay", "mara-quay", True)
    assert profile.author.name == "Mara Quay"
    assert profile.author.user is None


def test_an_author_gets_a_lasting_handle(run_import, make_export):
    run_import(make_export(authors={"mara": "Мара Куэй"}))

    assert Author.objects.get().handle == "mara-kuey"


@pytest.mark.parametrize("creator", ["mara", "mara>", ">mara", " Mara ", "<mara>"])
def test_a_dirty_login_finds_its_author(import_post, creator):
    page = import_post(creator=creator)

    assert page.authors_bylines.get().author.name == "Mara Quay"
    assert Author.objects.count() == 1


def test_a_login_that_no_author_has_becomes_an_author(run_import, make_export, make_post):
    run_import(
        make_export(make_post(creator="Jon Dock"), make_post(creator="jon dock>"), authors={})
    )

    author = Author.objects.get()
    assert (author.name, author.kind) == ("Jon Dock", "person")
    assert author.bylines.count() == 2


@pytest.mark.parametrize("creator", ["", None, ">"])
def test_a_post_by_nobody_is_the_publications_own(import_post, creator):
    page = import_post(creator=creator)

    author = page.authors_bylines.get().author
    assert (author.name, author.kind) == ("The Harbour Post", "organisation")


def test_two_people_of_one_name_stay_two(run_import, make_export):
    run_import(make_export(authors={"a": "Mara Quay", "b": "Mara Quay"}))

    assert set(AuthorPage.objects.values_list("slug", flat=True)) == {"mara-quay", "mara-quay-2"}
    assert Author.objects.count() == 2


def test_posts_of_a_merged_author_go_to_the_one_who_stays(
    run_import, make_export, make_post, make_author
):
    run_import(make_export())
    stays = make_author("Mara")
    Author.objects.exclude(pk=stays.pk).update(merged_into=stays)

    run_import(make_export(make_post()))

    assert ArticlePage.objects.get().authors_bylines.get().author == stays


def test_a_deleted_profile_stays_deleted(run_import, make_export, make_post):
    run_import(make_export())
    AuthorPage.objects.get().delete()

    run_import(make_export(make_post()))

    assert not AuthorPage.objects.exists()
    assert ArticlePage.objects.get().authors_bylines.get().author.name == "Mara Quay"


def test_markup_in_a_name_goes(run_import, make_export):
    run_import(make_export(authors={"mara": "Mara <script>x</script><b>Quay</b> &amp; Co"}))

    assert AuthorPage.objects.get().title == "Mara Quay & Co"
