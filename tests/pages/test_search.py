"""The search of a site."""

import pytest
from bs4 import BeautifulSoup

from authors.search import marked


@pytest.fixture
def look(client):
    """Look for something and return the answer."""

    def get(text, path="/search/", **more):
        answer = client.get(path, {"q": text, **more})
        assert answer.status_code == 200
        return answer

    return get


def titles(answer):
    return [article.title for article in answer.context_data.get("articles", [])]


def names(answer):
    return [credit.name for credit in answer.context_data.get("authors", [])]


def test_articles_are_found_by_title_standfirst_and_body(make_article, look):
    make_article(title="The difference engine")
    make_article(title="Looms", standfirst="No engine at all.")
    make_article(title="Wheels", body=[("paragraph", "<p>An <b>engine</b> of brass.</p>")])
    make_article(title="Clocks")

    assert set(titles(look("engine"))) == {"The difference engine", "Looms", "Wheels"}


def test_every_word_must_be_there(make_article, look):
    make_article(title="Brass engine")
    make_article(title="Steam engine")

    assert titles(look("engine brass")) == ["Brass engine"]


def test_the_beginning_of_a_word_finds_something_too(make_article, look):
    make_article(title="Repairing radios")

    assert titles(look("repai")) == ["Repairing radios"]


@pytest.mark.parametrize("part", ["Lovelace", "love", "LACE", "ada love", "lovelace ada"])
def test_an_author_is_found_by_a_part_of_the_name(make_profile, look, part):
    make_profile(title="Ada Lovelace")
    make_profile(title="Grace Hopper")

    assert names(look(part)) == ["Ada Lovelace"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("Ada", "1 author · 1 article"), ("Lovelace", "1 author"), ("nobody", "Nothing found.")],
)
def test_what_was_found_is_told_to_those_who_cannot_see_it(
    text, told, make_profile, make_article, look
):
    make_profile(title="Ada Lovelace")
    make_article(title="On Ada")

    page = BeautifulSoup(look(text).content, "html.parser")

    assert " ".join(page.select_one("[role=status]").text.split()).startswith(told)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Ondřej Šťastný", "ondrej"),
        ("Łucja Żak", "łucja"),
        ("Ørjan Åse", "ørjan"),
        ("Ελένη", "ΕΛΈΝ"),
    ],
)
def test_accents_and_case_stand_in_nobodys_way(make_profile, look, name, part):
    make_profile(title=name)

    assert names(look(part)) == [name]


def test_drafts_private_pages_and_authors_without_a_profile_are_not_found(
    make_article, make_profile, make_author, look
):
    from wagtail.models import PageViewRestriction

    make_article(title="Engine draft", live=False)
    secret = make_article(title="Engine secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    make_profile(title="Engine Ada", live=False)
    make_author("Engine Bo")

    answer = look("engine")

    assert titles(answer) == []
    assert names(answer) == []


def test_each_language_searches_its_own_articles(home, make_article, german_index, translate, look):
    translate(make_article(title="Engine"), "Engine auf Deutsch")

    assert titles(look("engine")) == ["Engine"]
    assert titles(look("engine", "/de/search/")) == ["Engine auf Deutsch"]


def test_an_excerpt_is_of_sentences_unless_only_a_heading_has_the_word(make_article, look):
    prose = {"type": "paragraph", "value": "<p>Maps are flat.</p>"}
    heading = {"type": "heading", "value": "Flattening projections"}
    make_article(title="Maps", body=[heading, prose])

    [by_prose] = look("flat").context_data["articles"]
    [by_heading] = look("projections").context_data["articles"]

    assert by_prose.marked_excerpt == "Maps are <mark>flat</mark>."
    assert by_heading.marked_excerpt == "Flattening <mark>projections</mark> Maps are flat."


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Die Mühle", ["muhle"], "Die <mark>Mühle</mark>"),
        ("Die MUHLE", ["mühle"], "Die <mark>MUHLE</mark>"),
        ("Ondřej", ["ONDREJ"], "<mark>Ondřej</mark>"),
        ("한국의 책", ["한국"], "<mark>한국</mark>의 책"),
        ("Мой дом", ["мой"], "<mark>Мой</mark> дом"),
    ],
)
def test_words_are_marked_with_accents_or_without(text, words, found):
    assert marked(text, words) == found


def test_words_are_marked_and_markup_is_only_text(make_article, look):
    body = [("paragraph", "<p>Long before, 1 &lt; 2 <i>engines</i> &amp; more.</p>")]
    make_article(title="<b>Engine</b> & co", body=body)

    html = look("engine").content.decode()

    assert "&lt;b&gt;<mark>Engine</mark>&lt;/b&gt; &amp; co" in html
    assert "1 &lt; 2 <mark>engine</mark>s &amp; more." in html


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "x" * 10_000, "word " * 3000, "\x00", "\x00engine", '"', "*", "AND (", "NEAR(a b",
        "' OR 1=1 --", "<script>alert(1)</script>", "日本", "🙂", "a:b^c{d}~", "%", "\\", "-", "..",
    ],
)  # fmt: skip
def test_anything_may_be_typed(make_article, make_profile, look, text):
    make_article(title="Engine")
    make_profile(title="Ada")

    html = look(text).content.decode()

    assert "<script>" not in html.replace('<script type="application/ld+json">', "")


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", str(10**30)])
def test_any_page_of_the_results_is_answered(make_article, look, page):
    for number in range(12):
        make_article(title=f"Engine {number}")

    answer = look("engine", page=page)

    assert titles(answer)
    assert "q=engine" in answer.content.decode()


def test_a_search_costs_the_same_for_few_and_many(
    make_article, make_profile, look, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        look("engine")
        with CaptureQueriesContext(connection) as asked:
            look("engine")
        return len(asked)

    make_article(make_profile(title="Engine Ada").author, title="Engine")
    few = count()
    for number in range(9):
        make_article(make_profile(title=f"Engine {number}").author, title=f"Engine {number}")

    assert count() == few


def test_the_search_is_linked_from_every_page_and_sets_no_cookie(home, client):
    front = client.get("/")
    answer = client.get("/search/?q=x")

    assert 'href="/search/"' in front.content.decode()
    assert not answer.cookies
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_nothing_but_reading_is_answered(home, client):
    assert client.post("/search/").status_code == 405
