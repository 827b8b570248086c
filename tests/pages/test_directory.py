"""The directory of authors: letters, parts of names, many pages."""

import pytest

NAMES = ["Ärzte", "Ada", "Ørjan", "Otto", "Łucja", "Lena", "Ελένη", "Élodie", "42 Voices", "李雷"]


@pytest.fixture
def directory(make_profile, make_author):
    for name in NAMES:
        make_profile(make_author(name, sort_name=name))


@pytest.fixture
def names(client):
    """Return the names on a page of the directory."""

    def get(**query):
        answer = client.get("/authors/", query)
        assert answer.status_code == 200
        return [credit.name for credit in answer.context_data["authors"]]

    return get


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        ("A", ["Ada", "Ärzte"]),
        ("Ä", ["Ada", "Ärzte"]),
        ("ä", ["Ada", "Ärzte"]),
        ("Ø", ["Ørjan", "Otto"]),
        ("Ł", ["Lena", "Łucja"]),
        ("E", ["Élodie"]),
        ("Ε", ["Ελένη"]),
        ("ε", ["Ελένη"]),
        ("#", ["42 Voices"]),
        ("李", ["李雷"]),
        ("Q", []),
    ],
)
def test_a_letter_finds_its_names_with_and_without_signs(directory, names, letter, found):
    assert names(letter=letter) == found


def test_the_directory_is_in_the_order_of_a_printed_one(directory, names):
    assert names() == [
        "42 Voices", "Ada", "Ärzte", "Élodie", "Lena", "Łucja", "Ørjan", "Otto", "Ελένη", "李雷"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query", [{"letter": "\x00"}, {"letter": "xyz"}, {"q": "x" * 9999}, {"q": "\x00"}]
)
def test_nonsense_is_answered(directory, names, query):
    assert isinstance(names(**query), list)


def test_a_part_of_a_name_finds_it(directory, names):
    assert names(q="rjan") == ["Ørjan"]
    assert names(q="elodie") == ["Élodie"]
    assert names(q="nobody") == []


def test_pages_keep_the_letter(make_profile, make_author, client):
    for number in range(30):
        make_profile(make_author(f"Ada {number:02}"))

    html = client.get("/authors/?letter=A&page=2").content.decode()

    assert 'rel="canonical" href="http://localhost/authors/?letter=A&amp;page=2"' in html
    assert 'href="?letter=A">' in html
    assert "Ada 24" in html


def test_a_letter_stands_in_the_title_and_is_no_translation_of_another_languages(
    home, author_index, make_profile, translate, client
):
    make_profile(title="Ada")
    translate(home)
    translate(author_index)

    whole = client.get("/authors/").content.decode()
    part = client.get("/authors/?letter=A").content.decode()

    assert ("<title>Authors –" in whole, 'rel="alternate" hreflang="de"' in whole) == (True, True)
    assert ("<title>Authors: A –" in part, 'rel="alternate" hreflang' in part) == (True, False)


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", str(10**30)])
def test_any_page_number_is_answered(directory, names, page):
    assert names(page=page)


@pytest.fixture
def crowd(author_index):
    """250 authors: 50 under each of five letters, of three alphabets' worth of signs."""
    from authors.models import Author
    from authors.pages.models import AuthorPage
    from tests.pages.crowd import add_children

    names = [f"{first} {n:02}" for first in ("Ärla", "Bo", "Ørn", "Łuk", "Ελ") for n in range(50)]
    authors = Author.objects.bulk_create(
        Author(name=name, handle=f"author-{number}") for number, name in enumerate(names)
    )
    pages = [AuthorPage(author=a, title=a.name, slug=a.handle) for a in authors]
    for page in pages:
        page.author_locale = author_index.locale
    add_children(author_index, pages)


def test_250_authors_stand_on_eleven_pages(crowd, names):
    pages = [names(page=number) for number in range(1, 12)]

    assert [len(page) for page in pages] == [24] * 10 + [10]
    assert len({name for page in pages for name in page}) == 250
    assert names(page=999) == pages[-1]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({"letter": "Ä"}, "Ärla 00"),
        ({"letter": "O"}, "Ørn 00"),
        ({"letter": "Ł", "page": 3}, "Łuk 48"),
        ({"letter": "Ε", "page": 999}, "Ελ 48"),
        ({"q": "rn 49"}, "Ørn 49"),
        ({"q": "arla 17"}, "Ärla 17"),
    ],
)
def test_one_of_250_is_found_by_letter_and_by_part_of_the_name(crowd, names, query, first):
    assert names(**query)[0] == first


def test_organisations_and_former_authors_are_marked(make_profile, make_author, client):
    import datetime

    make_profile(make_author("Workshop", kind="organisation"))
    make_profile(make_author("Ada", left_on=datetime.date(2026, 1, 1)))

    html = client.get("/authors/").content.decode()

    assert ">Organisation</p>" in html
    assert ">Former author</p>" in html
