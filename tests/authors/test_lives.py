"""The awkward lives of an author page: whatever happens to it, readers and editors meet no fault."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Locale, Site

from authors import handles
from authors.exceptions import DuplicateProfile
from authors.merging import merge
from authors.models import Author
from authors.pages.models import AuthorPage
from tests.authors.screens import edit_url, profile_data

AUTOSAVE = {"accept": "application/json"}


@pytest.fixture
def editor(make_user, log_in):
    return log_in(make_user("ed", "Editors", author=None))


@pytest.fixture
def add(editor, author_index):
    """Fill in the form of a new profile, and publish it unless told otherwise."""

    def post(title, publish=True, headers=None, **fields):
        args = ["authors_pages", "authorpage", author_index.pk]
        url = reverse("wagtailadmin_pages:add", args=args)
        action = {"action-publish": "y"} if publish else {}
        data = profile_data(title, **{"slug": "", "author": ""} | fields | action)
        return editor.post(url, data, headers=headers)

    return post


@pytest.fixture
def works(client, editor):
    """Tell whether the public and the editing screens of a page answer without a fault."""

    def check(*pages):
        public = [client.get(page.get_url() or "/").status_code for page in pages]
        lists = [client.get(path).status_code for path in ("/authors/", "/sitemap.xml")]
        edited = [editor.get(edit_url(page)).status_code for page in pages]
        return {*public, *lists, *edited}

    return check


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def german(home, author_index):
    locale = Locale.objects.create(language_code="de")
    for page in (home, author_index):
        page.copy_for_translation(locale).save_revision().publish()
    Site.clear_site_root_paths_cache()
    return locale


def test_typed_half_and_autosaved(add, editor, works):
    draft_pk = add("Ad", publish=False, headers=AUTOSAVE, slug="ad").json()["pk"]
    page = AuthorPage.objects.get(pk=draft_pk)
    name_of_draft, handle_of_draft = page.author.name, page.author.handle

    data = profile_data("Ada Lovelace", slug="ada", author="", **{"action-publish": "y"})
    editor.post(edit_url(page), data)

    page.refresh_from_db()
    author = Author.objects.get()
    assert (name_of_draft, handles.is_provisional(handle_of_draft)) == ("", True)
    assert (author.name, author.handle) == ("Ada Lovelace", "ada-lovelace")
    assert works(page) == {200}


@pytest.mark.parametrize("title", ["", "   "])
def test_a_blank_title(title, add, works, author_index):
    autosaved = add(title, publish=False, headers=AUTOSAVE)
    published = add(title)

    assert (autosaved.status_code, published.status_code) == (400, 200)
    assert "title" in published.context["form"].errors
    assert not Author.objects.exists()
    assert works(author_index) == {200}


def test_the_same_name_twice(add, works):
    add("Ada King", slug="ada-king")
    refused = add("Ada King", slug="ada-king")
    add("Ada King", slug="ada-king-2")

    pages = AuthorPage.objects.order_by("pk")
    assert [page.author.handle for page in pages] == ["ada-king", "ada-king-2"]
    assert "slug" in refused.context["form"].errors
    assert works(*pages) == {200}


@pytest.mark.parametrize(
    ("name", "word"),
    [("Софья Ковалевская", "sofya-kovalevskaya"), ("屠呦呦", "tuyouyou"), ("محمد", "mhmd")],
)
@pytest.mark.parametrize("is_kept", [True, False])
def test_a_name_in_other_letters(name, word, is_kept, add, works):
    """The editor's script proposes an address in the same letters, which may be kept."""
    add(name, slug=name.replace(" ", "-").lower() if is_kept else word)

    page = AuthorPage.objects.get()
    assert (page.author.name, page.author.handle) == (name, word)
    assert works(page) == {200}


def test_copied(add, editor, works):
    add("Ada", slug="ada")
    page = AuthorPage.objects.get()
    data = {"new_title": "B", "new_slug": "b", "new_parent_page": page.get_parent().pk}

    editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)

    with pytest.raises(DuplicateProfile):
        page.copy(update_attrs={"slug": "ada-2"})
    assert AuthorPage.objects.count() == 1
    assert works(page) == {200}


def test_aliased_in_its_own_language(add, works):
    add("Ada", slug="ada")
    page = AuthorPage.objects.get()

    with pytest.raises(DuplicateProfile):
        page.create_alias(update_slug="ada-2")

    assert AuthorPage.objects.count() == 1
    assert works(page) == {200}


def test_translated(add, german, works):
    add("Ada", slug="ada")
    page = AuthorPage.objects.get()

    copy = page.copy_for_translation(german)
    copy.title = "Ada von Lovelace"
    copy.save_revision().publish()

    author = Author.objects.get()
    assert (copy.author, author.name) == (author, "Ada")
    assert works(page, copy) == {200}


def test_its_translation_aliased(add, german, works, client):
    add("Ada", slug="ada")
    page = AuthorPage.objects.get()
    alias = page.copy_for_translation(german, alias=True)

    page.title = "Ada King"
    page.save_revision().publish()

    alias.refresh_from_db()
    assert (alias.author, alias.title, alias.live) == (page.author, "Ada King", True)
    assert "Ada King" in client.get("/de/authors/ada/").content.decode()
    assert works(page) == {200}


def test_renamed_in_a_draft(add, editor, make_article, works, client):
    add("Ada", slug="ada")
    page = AuthorPage.objects.get()
    make_article(page.author)

    editor.post(edit_url(page), profile_data("Ada King", slug="ada"), headers=AUTOSAVE)

    shown = client.get("/articles/on-engines/").content.decode()
    assert Author.objects.get().name == "Ada"
    assert "Ada King" not in shown
    assert works(page) == {200}


def test_unpublished(add, editor, make_article, client):
    add("Ada", slug="ada")
    page = AuthorPage.objects.get()
    make_article(page.author)
    before = page.revisions.count()

    editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))

    article = client.get("/articles/on-engines/").content.decode()
    gone = [client.get(f"/authors/ada/{path}").status_code for path in ("", "feed/", "feed/atom/")]
    page.refresh_from_db()
    assert gone == [404, 404, 404]
    assert "Ada" in article
    assert "/authors/ada/" not in article
    assert (page.live, page.revisions.count()) == (False, before)
    assert editor.get(edit_url(page)).status_code == 200


def test_published_again(add, editor, works):
    add("Ada", slug="ada")
    page = AuthorPage.objects.get()
    page.unpublish()

    page.get_latest_revision().publish()

    assert (Author.objects.get().handle, works(page)) == ("ada", {200})


def test_merged(add, make_article, client, editor):
    add("Ada", slug="ada")
    add("Ada King", slug="king")
    page, other = AuthorPage.objects.order_by("pk")
    make_article(page.author)

    merge(page.author, other.author)

    answer = client.get("/authors/ada/")
    feed = client.get("/authors/ada/feed/")
    assert (answer.status_code, answer["Location"]) == (301, "/authors/king/")
    assert (feed.status_code, feed["Location"]) == (301, "/authors/king/feed/")
    assert "On engines" in client.get("/authors/king/").content.decode()
    assert editor.get(edit_url(page)).status_code == 200


@pytest.mark.parametrize("path", ["", "feed/", "feed/atom/", "feed/json/"])
def test_moved_to_another_address(path, add, editor, client, commit):
    add("Ada", slug="ada")
    page = AuthorPage.objects.get()

    with commit(execute=True):
        editor.post(edit_url(page), profile_data("Ada", slug="ada-king", **{"action-publish": "y"}))

    answer = client.get(f"/authors/ada/{path}")
    assert (answer.status_code, answer["Location"]) == (301, f"/authors/ada-king/{path}")
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["", "feed/", "feed/atom/", "feed/json/"])
def test_a_section_moved_to_another_address(path, article_index, client, commit):
    article_index.slug = "texts"

    with commit(execute=True):
        article_index.save_revision().publish()

    assert client.get(f"/articles/{path}")["Location"] == f"/texts/{path}"


def test_its_user_deleted(make_user, make_profile, make_article, works, client):
    user = make_user("ada")
    page, article = make_profile(user.author), make_article(user.author, owner=user)
    page.save_revision(user=user).publish()

    user.delete()

    author = Author.objects.get(handle="ada")
    page.refresh_from_db()
    assert author.is_guest
    assert works(page, article) == {200}
    assert "Ada" in client.get("/articles/feed/").content.decode()


def test_its_user_made_anonymous(make_user, make_profile, make_article, works, client):
    user = make_user("ada")
    page, article = make_profile(user.author), make_article(user.author, owner=user)

    get_user_model().objects.filter(pk=user.pk).update(
        username="gone-1", email="", first_name="", last_name="", is_active=False
    )

    html = client.get("/articles/on-engines/").content.decode()
    assert works(page, article) == {200}
    assert "Ada" in html
    assert "gone-1" not in html


def test_a_guest_given_an_account_later(make_user, make_author, make_profile, make_article, client):
    guest = make_author("Grace")
    make_profile(guest)
    make_article(guest)
    before = client.get("/articles/feed/").content
    user = make_user("grace", author=None)

    guest.user = user
    guest.save()

    assert client.get("/articles/feed/").content == before
    assert client.get("/authors/grace/").status_code == 200
    assert Author.objects.get(name="Grace").handle == "grace"
