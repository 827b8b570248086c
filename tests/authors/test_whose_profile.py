"""Whose profile a page is: one author's, and one in each language."""

import pytest
from django.urls import reverse

from authors.pages.models import AuthorPage
from tests.authors.screens import edit_url, profile_data


def test_nobody_copies_a_profile(make_profile, admin_client):
    page = make_profile()

    response = admin_client.get(reverse("wagtailadmin_pages:copy", args=[page.pk]))

    assert response.status_code == 302


def test_a_directory_is_not_copied_with_its_profiles(make_profile, home, admin_client):
    directory = make_profile().get_parent()
    data = {"new_title": "B", "new_slug": "b", "new_parent_page": home.pk, "copy_subpages": "on"}

    response = admin_client.post(
        reverse("wagtailadmin_pages:copy", args=[directory.pk]), data, follow=True
    )

    assert "aren&#x27;t copied" in response.content.decode()
    assert AuthorPage.objects.count() == 1


def test_a_second_profile_in_a_language_is_an_error_beside_the_author(
    make_profile, author_index, admin_client
):
    author = make_profile().author
    url = reverse("wagtailadmin_pages:add", args=["authors_pages", "authorpage", author_index.pk])

    response = admin_client.post(url, profile_data("Twin", slug="twin", author=author.pk))

    form = response.context["form"]
    assert form.errors["author"] == ["Ada Lovelace already has a profile in this language."]


def test_the_author_of_a_profile_stays(make_profile, make_author, admin_client):
    page = make_profile()

    admin_client.post(edit_url(page), profile_data(author=make_author("Eve").pk))

    assert AuthorPage.objects.get().author == page.author


def test_a_nameless_draft_is_saved_or_refused_without_a_fault(author_index, admin_client):
    url = reverse("wagtailadmin_pages:add", args=["authors_pages", "authorpage", author_index.pk])

    response = admin_client.post(
        url, profile_data("", slug="", author=""), headers={"accept": "application/json"}
    )

    assert response.status_code in {200, 400}


@pytest.fixture
def autosaved(author_index):
    """A profile as autosave leaves it after a few letters."""
    return author_index.add_child(instance=AuthorPage(title="Ad", live=False))


def test_an_author_chosen_after_autosave_gets_the_profile(
    make_user, make_author, autosaved, log_in
):
    ada, placeholder = make_author("Ada"), autosaved.author
    data = profile_data("Ada", author=str(ada.pk))

    log_in(make_user("ed", "Editors", author=None)).post(edit_url(autosaved), data)

    autosaved.refresh_from_db()
    placeholder.refresh_from_db()
    assert (autosaved.author, placeholder.merged_into) == (ada, ada)


def test_an_author_chosen_by_mistake_can_be_exchanged_before_the_first_publish(
    make_user, make_author, author_index, log_in
):
    ada, grace = make_author("Ada"), make_author("Grace")
    draft = author_index.add_child(instance=AuthorPage(title="Ada", author=grace, live=False))
    data = profile_data("Ada", author=str(ada.pk))

    log_in(make_user("ed", "Editors", author=None)).post(edit_url(draft), data)

    draft.refresh_from_db()
    grace.refresh_from_db()
    assert (draft.author, grace.merged_into) == (ada, None)


def test_a_new_person_stays_one_when_the_draft_is_saved_again(make_user, autosaved, log_in):
    data = profile_data("Ada King", author="")

    log_in(make_user("ed", "Editors", author=None)).post(edit_url(autosaved), data)

    before = autosaved.author
    autosaved.refresh_from_db()
    assert (autosaved.title, autosaved.author) == ("Ada King", before)


def test_a_published_profile_keeps_its_author(make_user, make_author, make_profile, log_in):
    page = make_profile(make_author("Grace"))
    data = profile_data("Grace", author=str(make_author("Ada").pk))

    log_in(make_user("ed", "Editors", author=None)).post(edit_url(page), data)

    page.refresh_from_db()
    assert page.author.name == "Grace"


def test_unpublished_persons_are_not_offered_in_the_list(make_user, autosaved, log_in):
    response = log_in(make_user("ed", "Editors", author=None)).get(reverse("authors:index"))

    assert "Unnamed author" not in response.content.decode()
    assert list(response.context["object_list"]) == []


def test_a_second_profile_saved_at_the_same_instant_is_refused_kindly(
    make_user, make_profile, author_index, log_in, monkeypatch
):
    """The other one is committed after the form and the model have looked for it."""
    other = make_profile()
    seen = iter([None, None])
    monkeypatch.setattr(AuthorPage, "twin_of_author", lambda *_: next(seen, other))
    address = reverse(
        "wagtailadmin_pages:add", args=["authors_pages", "authorpage", author_index.pk]
    )
    data = profile_data("Ada", slug="ada-2", author=str(other.author_id))

    response = log_in(make_user("ed", "Editors", author=None)).post(address, data, follow=True)

    assert "already has a profile in this language" in response.content.decode()
    assert AuthorPage.objects.count() == 1
