"""The editors' list of authors, the groups, and the images authors may use."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupPagePermission, Locale

from authors.groups import setup_roles
from authors.models import Author


@pytest.fixture
def editor(make_user, log_in):
    return log_in(make_user("ed", "Editors", author=None))


def test_an_editor_finds_an_author_by_name(editor, make_author):
    make_author("Ada Lovelace")
    make_author("Bo Peep")

    content = editor.get(reverse("authors:index"), {"q": "Lovelace"}).content.decode()

    assert "Ada Lovelace" in content
    assert "Bo Peep" not in content


def test_a_guest_added_by_an_editor_has_a_handle_at_once(editor):
    data = {"name": "Grace Hopper", "sort_name": "", "kind": "person", "user": ""}

    editor.post(reverse("authors:add"), data)

    guest = Author.objects.get()
    assert (guest.handle, guest.sort_name, guest.is_guest) == (
        "grace-hopper",
        "Hopper, Grace",
        True,
    )


def test_an_editor_renames_an_author_but_not_the_handle(editor, make_author):
    author = make_author("Ada")
    data = {"name": "Ada King", "sort_name": "King, Ada", "kind": "person", "user": ""}

    editor.post(reverse("authors:edit", args=[author.pk]), data | {"handle": "stolen"})

    author.refresh_from_db()
    assert (author.name, author.handle) == ("Ada King", "ada")


def test_an_author_needs_a_name_in_the_list(editor, make_author):
    author = make_author("Ada")

    response = editor.post(
        reverse("authors:edit", args=[author.pk]), {"name": "", "kind": "person"}
    )

    assert "name" in response.context["form"].errors


def test_an_account_belongs_to_one_author(editor, make_user, make_author):
    user = make_user("ada")
    other = make_author("Other")
    data = {"name": "Other", "sort_name": "", "kind": "person", "user": user.pk}

    response = editor.post(reverse("authors:edit", args=[other.pk]), data)

    assert "user" in response.context["form"].errors


def test_nobody_deletes_an_author_in_the_admin(admin_client, make_author):
    author = make_author("Ada")

    admin_client.post(reverse("authors:delete", args=[author.pk]))

    assert Author.objects.exists()


def test_authors_are_not_copied(make_author):
    with pytest.raises(NoReverseMatch):
        reverse("authors:copy", args=[make_author("Ada").pk])


def test_an_author_does_not_open_the_list(make_user, log_in):
    assert log_in(make_user("ada")).get(reverse("authors:index")).status_code == 302


def test_the_chooser_offers_authors_by_name_without_the_merged(editor, make_author):
    remaining = make_author("Ada Lovelace")
    make_author("Ada Byron", merged_into=remaining)

    content = editor.get(reverse("author_chooser:choose"), {"q": "Ada"}).content.decode()

    assert "Ada Lovelace" in content
    assert "Ada Byron" not in content


def test_setup_roles_twice_is_as_good_as_once(article_index, author_index):
    setup_roles()
    before = list(GroupPagePermission.objects.values_list("group__name", "page", "permission"))

    call_command("setup_roles")

    assert before == list(
        GroupPagePermission.objects.values_list("group__name", "page", "permission")
    )
    assert set(Group.objects.values_list("name", flat=True)) >= {
        "Authors", "Trusted authors", "Editors", "Tip managers",
    }  # fmt: skip


def test_setup_roles_reaches_the_sections_of_every_language(article_index):
    german = Locale.objects.create(language_code="de")
    translated = article_index.copy_for_translation(german, copy_parents=True)

    setup_roles()

    assert GroupPagePermission.objects.filter(group__name="Authors", page=translated).exists()


def test_the_admin_api_lists_only_images_of_the_own_collections(make_user, log_in):
    client = log_in(make_user("ada"))
    images = get_image_model().objects
    secret = images.create(title="Secret", file=get_test_image_file())
    shared = Collection.objects.get(name="Authors")
    images.create(title="Shared", file=get_test_image_file(), collection=shared)

    listing = client.get("/admin/api/main/images/").content.decode()

    assert "Shared" in listing
    assert "Secret" not in listing
    assert client.get(f"/admin/api/main/images/{secret.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("group", "status"), [("Authors", 302), ("Trusted authors", 302), ("Editors", 200)]
)
def test_the_report_on_page_types_is_for_editors(group, status, make_user, log_in):
    client = log_in(make_user("ada", group))

    response = client.get(reverse("wagtailadmin_reports:page_types_usage"))

    assert response.status_code == status


def test_the_menu_leads_an_author_to_profile_and_articles(make_user, log_in):
    content = log_in(make_user("ada")).get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("authors_my_profile") in content
    assert reverse("authors_my_articles:index") in content
