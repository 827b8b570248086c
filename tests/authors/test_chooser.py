"""How editors choose an author: by part of the name, page by page, or by adding a guest."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from authors.models import Author
from tests.authors.screens import article_data, edit_url

CROWD = 5_000


@pytest.fixture
def editor(make_user, log_in):
    return log_in(make_user("ed", "Editors", author=None))


@pytest.fixture
def crowd(db):
    return Author.objects.bulk_create(
        Author(name=f"Writer {n:04}", sort_name=f"{n:04}, Writer", handle=f"writer-{n:04}")
        for n in range(CROWD)
    )


@pytest.fixture
def choose(editor):
    """Return what the chooser shows for a search."""

    def get(**query):
        return editor.get(reverse("author_chooser:choose_results"), query).content.decode()

    return get


@pytest.fixture
def add_guest(editor):
    def post(name, **data):
        url = reverse("author_chooser:create")
        return editor.post(url, {"name": name, "kind": "person"} | data).json()

    return post


@pytest.mark.parametrize("query", [{}, {"p": 250}, {"q": "iter 49"}])
def test_thousands_of_authors_cost_few_queries(query, editor, crowd, django_assert_max_num_queries):
    editor.get(reverse("author_chooser:choose"))

    with django_assert_max_num_queries(10):
        response = editor.get(reverse("author_chooser:choose"), query)

    assert response.json()["html"].count("data-chooser-modal-choice") == 20


@pytest.mark.parametrize("text", ["Jürgen", "jurg", "GEN", "gross", "Groß", "gen gro", "Groß, J"])
def test_any_part_of_a_name_finds_an_author(text, choose, make_author):
    make_author("Jürgen Groß", sort_name="Groß, Jürgen")
    make_author("Ada Lovelace", sort_name="Lovelace, Ada")

    shown = choose(q=text)

    assert "Jürgen Groß" in shown
    assert "Ada Lovelace" not in shown


def test_a_name_in_another_script_is_found_in_both(choose, make_author):
    make_author("屠呦呦")

    assert "屠呦呦" in choose(q="呦")
    assert "屠呦呦" in choose(q="youyou")


@pytest.mark.parametrize("text", ["%", "_", "\x00", "(", "x" * 5_000, "👻"])
def test_a_search_for_nothing_sensible_finds_nobody(text, choose, make_author):
    make_author("Ada Lovelace")

    assert "Ada Lovelace" not in choose(q=text) or text == "\x00"


def test_two_of_one_name_are_told_apart_by_their_handles(choose, make_author):
    make_author("Ada King"), make_author("Ada King")

    assert "ada-king-2" in choose(q="ada king")


def test_a_guest_is_added_and_chosen_at_once(add_guest):
    answer = add_guest("Grace Hopper")

    guest = Author.objects.get(name="Grace Hopper")
    assert (answer["step"], answer["result"]["id"]) == ("chosen", str(guest.pk))
    assert (guest.handle, guest.sort_name, guest.is_guest) == (
        "grace-hopper",
        "Hopper, Grace",
        True,
    )


def test_a_guest_of_a_known_name_is_asked_about_first(add_guest, make_author):
    make_author("Grace Hopper")

    asked = add_guest("grace hopper")
    added = add_guest("Grace Hopper", another="on")

    assert "Already in the list: Grace Hopper (grace-hopper)" in asked["htmlFragment"]
    assert added["step"] == "chosen"
    assert Author.objects.filter(name="Grace Hopper").count() == 2


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "x" * 300])
def test_a_guest_without_a_sensible_name_is_refused_beside_the_field(name, add_guest):
    before = Author.objects.count()

    answer = add_guest(name)

    assert answer["step"] == "reshow_creation_form"
    assert Author.objects.count() == before


def test_an_author_adds_nobody(make_user, log_in):
    client = log_in(make_user("ada"))

    response = client.post(reverse("author_chooser:create"), {"name": "Eve", "kind": "person"})

    assert response.status_code == 302
    assert not Author.objects.filter(name="Eve").exists()


def test_an_author_is_offered_only_whom_readers_know(make_user, log_in, make_author, make_profile):
    client = log_in(make_user("ada"))
    known, unknown = make_profile(title="Known").author, make_author("Unknown")

    shown = client.get(reverse("author_chooser:choose")).json()["html"]
    chosen = [
        client.get(reverse("author_chooser:chosen", args=[author.pk])).status_code
        for author in (known, unknown)
    ]

    assert "Known" in shown
    assert "Unknown" not in shown
    assert chosen == [200, 404]


def test_a_made_up_key_chooses_nobody(editor):
    assert editor.get(reverse("author_chooser:chosen", args=["x"])).status_code == 404


@pytest.mark.parametrize("key", ["x", "-1", "²", "9" * 30, "\x00"])
def test_a_made_up_key_in_a_form_is_an_error_beside_it(key, editor, make_article, make_author):
    article = make_article(make_author("Ada"))
    row = article.authors_bylines.get()
    bylines = inline_formset(
        [{"id": row.pk, "author": key, "role": "author", "ORDER": 1}], initial=1
    )

    response = editor.post(edit_url(article), article_data(slug="a", authors_bylines=bylines))

    assert "author" in response.context["form"].formsets["authors_bylines"].forms[0].errors
