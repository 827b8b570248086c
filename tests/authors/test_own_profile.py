"""What authors do with their own profile."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset

from authors.models import Author
from authors.pages.models import AuthorPage
from tests.authors.screens import edit_url, profile_data


def test_an_author_edits_and_publishes_the_own_profile(make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)

    response = log_in(user).post(
        edit_url(page), profile_data("Ada King", **{"action-publish": "y"})
    )

    assert response.url == edit_url(page)
    page.refresh_from_db()
    assert (page.title, Author.objects.get().name) == ("Ada King", "Ada King")


def test_an_overlong_name_is_an_error_beside_the_name(make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)

    response = log_in(user).post(edit_url(page), profile_data("A" * 10_000))

    assert "title" in response.context["form"].errors


@pytest.mark.parametrize(
    ("field", "value"),
    [("network", "nowhere"), ("url", "javascript:alert(1)"), ("url", "not an address")],
)
def test_a_link_that_leads_nowhere_is_refused(field, value, make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)
    link = {"network": "github", "url": "https://github.com/ada", "ORDER": 1} | {field: value}

    response = log_in(user).post(edit_url(page), profile_data(authors_links=inline_formset([link])))

    assert field in response.context["form"].formsets["authors_links"].forms[0].errors


@pytest.mark.parametrize(
    "handle", ["ada", "@ada", "@ada@", "ada@localhost", "https://m.example/@ada", "@a b@m.example"]
)
def test_a_fediverse_handle_of_another_form_is_refused(handle, make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)

    response = log_in(user).post(edit_url(page), profile_data(fediverse_handle=handle))

    assert "fediverse_handle" in response.context["form"].errors


def test_my_profile_opens_the_own_profile(make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)

    assert log_in(user).get(reverse("authors_my_profile")).url == edit_url(page)


def test_my_profile_prefers_the_language_of_the_admin(make_user, make_profile, log_in):
    user = make_user("ada")
    german = Locale.objects.create(language_code="de")
    translated = make_profile(user.author).copy_for_translation(german, copy_parents=True)

    response = log_in(user).get(reverse("authors_my_profile"), headers={"accept-language": "de"})

    assert response.url in {edit_url(translated), edit_url(AuthorPage.objects.first())}


def test_my_profile_explains_kindly_that_the_account_is_nobodys(make_user, log_in):
    client = log_in(make_user("ada", author=None))

    response = client.get(reverse("authors_my_profile"))

    assert "Ask an editor" in response.content.decode()


def test_my_profile_explains_kindly_that_there_is_no_place_for_one(make_user, author_index, log_in):
    client = log_in(make_user("ada"))
    author_index.delete()

    response = client.post(reverse("authors_my_profile"))

    assert "Ask an editor" in response.content.decode()


@pytest.mark.parametrize("mode", ["", "box"])
def test_a_profile_is_previewed_as_page_and_as_box(mode, make_profile):
    response = make_profile(short_bio="Counts.").make_preview_request(preview_mode=mode)

    assert response.status_code == 200
    assert "Ada Lovelace" in response.content.decode()


@pytest.mark.parametrize("mode", ["", "box"])
def test_a_profile_is_previewed_before_its_first_save(mode, author_index, admin_client):
    args = ["authors_pages", "authorpage", author_index.pk]
    url = reverse("wagtailadmin_pages:preview_on_add", args=args) + f"?mode={mode}"

    admin_client.post(url, profile_data("New One", slug="new-one", author=""))

    assert admin_client.get(url).status_code == 200


def test_nobody_is_asked_to_approve_a_profile_that_its_author_may_publish(make_user, make_profile):
    user = make_user("ada")
    page = make_profile(user.author)

    tester = page.permissions_for_user(user)

    assert tester.can_publish()
    assert not tester.can_submit_for_moderation()


def test_an_author_without_a_profile_makes_one(make_user, author_index, log_in):
    user = make_user("ada")

    response = log_in(user).post(reverse("authors_my_profile"))

    page = AuthorPage.objects.get()
    assert response.url == edit_url(page)
    assert (page.author, page.owner, page.live, page.slug) == (user.author, user, False, "ada")


def test_asking_for_a_profile_twice_makes_one(make_user, author_index, log_in):
    client = log_in(make_user("ada"))

    client.post(reverse("authors_my_profile"))
    client.post(reverse("authors_my_profile"))

    assert AuthorPage.objects.count() == 1


def test_looking_for_the_profile_makes_none(make_user, author_index, log_in):
    response = log_in(make_user("ada")).get(reverse("authors_my_profile"))

    assert "Make my profile" in response.content.decode()
    assert AuthorPage.objects.count() == 0


def test_an_account_without_an_author_makes_no_profile(make_user, author_index, log_in):
    response = log_in(make_user("ed", author=None)).post(reverse("authors_my_profile"))

    assert response.status_code == 200
    assert AuthorPage.objects.count() == 0
