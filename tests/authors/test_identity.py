"""Handles and names: provisional while a profile is a draft, stable once it was published."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from wagtail.models import Locale

from authors import handles
from authors.exceptions import DuplicateProfile
from authors.models import Author
from authors.pages.models import AuthorPage


@pytest.fixture
def make_draft(author_index):
    """Make the unpublished profile of a new person."""

    def make(title="Ada Lovelace", **fields):
        page = author_index.add_child(instance=AuthorPage(title=title, live=False, **fields))
        page.save_revision()
        return page

    return make


def publish(page, title=None):
    page.title = title or page.title
    page.save_revision().publish()
    page.refresh_from_db()
    return Author.objects.get(pk=page.author_id)


def test_a_new_persons_page_makes_its_author_with_a_provisional_handle(make_draft):
    page = make_draft("Ada Love")

    assert handles.is_provisional(page.author.handle)
    assert page.author.name == ""


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Ada Lovelace", "ada-lovelace"),
        ("Jürgen Groß", "jurgen-gross"),
        ("Софья Ковалевская", "sofya-kovalevskaya"),
        ("屠呦呦", "tuyouyou"),
        ("🎉", "tada"),
        ("!!!", "author"),
        ("Status", "status-2"),
        ("A" * 255, "a" * 60),
    ],
)
def test_the_first_publish_gives_a_readable_handle(make_draft, name, handle):
    author = publish(make_draft(name))

    assert (author.handle, author.name) == (handle, name)


def test_a_second_person_of_the_same_name_gets_a_number(make_draft):
    publish(make_draft())

    second = publish(make_draft())

    assert second.handle == "ada-lovelace-2"


def test_a_renamed_author_keeps_the_handle(make_draft):
    page = make_draft()
    publish(page)

    author = publish(page, "Ada King")

    assert (author.handle, author.name) == ("ada-lovelace", "Ada King")


def test_a_draft_never_changes_the_live_name(make_draft):
    page = make_draft()
    author = publish(page)

    page.title = "Ada Ki"
    page.save_revision()

    author.refresh_from_db()
    assert author.name == "Ada Lovelace"


@pytest.mark.parametrize(
    ("name", "sort_name"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Voltaire", "Voltaire"),
        ("Mary W. Shelley", "Shelley, Mary W."),
    ],
)
def test_publishing_files_a_person_under_the_last_name(make_draft, name, sort_name):
    assert publish(make_draft(name)).sort_name == sort_name


def test_an_organisation_is_filed_under_its_first_word(make_draft, make_author):
    author = make_author("Free Press", kind="organisation")

    assert publish(make_draft("Free Press Club", author=author)).sort_name == "Free Press Club"


def test_a_sort_name_chosen_by_an_editor_stays(make_draft):
    page = make_draft("Ludwig van Beethoven")
    publish(page)
    Author.objects.update(sort_name="Beethoven, L.")

    assert publish(page, "Ludwig van B.").sort_name == "Beethoven, L."


def test_a_translated_profile_does_not_rename_the_author(make_draft):
    page = make_draft("Ada Lovelace")
    publish(page)
    german = page.copy_for_translation(Locale.objects.create(language_code="de"), copy_parents=True)

    author = publish(german, "Gräfin Lovelace")

    assert (german.author_id, author.name) == (page.author_id, "Ada Lovelace")


def test_a_profile_in_another_language_alone_names_the_author(make_draft):
    page = make_draft("Ada Lovelace")
    german = page.copy_for_translation(Locale.objects.create(language_code="de"), copy_parents=True)

    assert publish(german, "Gräfin Lovelace").name == "Gräfin Lovelace"


def test_a_profile_is_not_copied(make_profile):
    page = make_profile()

    with pytest.raises(DuplicateProfile, match="already has a profile"):
        page.copy(update_attrs={"slug": "copy"})

    assert AuthorPage.objects.count() == 1


def test_a_profile_has_no_alias_in_its_own_language(make_profile):
    page = make_profile()

    with pytest.raises(DuplicateProfile):
        page.create_alias(update_slug="alias")


def test_a_profile_may_have_an_alias_in_another_language(make_profile):
    german = Locale.objects.create(language_code="de")

    alias = make_profile().copy_for_translation(german, copy_parents=True, alias=True)

    assert alias.author_locale == german


def test_the_database_refuses_a_second_profile_in_a_language(make_profile):
    page = make_profile(title="Ada")
    other = make_profile(title="Bo")

    with pytest.raises(IntegrityError):
        AuthorPage.objects.filter(pk=other.pk).update(author=page.author)


def test_deleting_a_profile_keeps_the_author(make_profile, make_article):
    page = make_profile()
    article = make_article(page.author)

    page.delete()

    assert article.authors_bylines.get().author.name == "Ada Lovelace"


def test_an_author_is_never_deleted(make_author):
    author = make_author()

    with pytest.raises(PermissionDenied):
        author.delete()
    with pytest.raises(PermissionDenied):
        Author.objects.all().delete()

    assert Author.objects.exists()


def test_a_profile_named_in_another_script_gets_a_readable_address(make_draft):
    assert make_draft("Софья Ковалевская").slug == "sofya-kovalevskaya"
