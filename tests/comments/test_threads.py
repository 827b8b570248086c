"""Comments as readers and machines see them on a page."""

import json

import mf2py
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authors.comments import threads
from authors.comments.models import Comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def soup(read):
    def look():
        return BeautifulSoup(read(), "html.parser")

    return look


@pytest.fixture
def json_ld(soup):
    def data():
        [script] = soup().select('script[type="application/ld+json"]')
        return json.loads(script.string)

    return data


def test_threads_are_two_levels_deep(make_comment, soup):
    first = make_comment("First")
    answer = make_comment("Second", parent=first, name="Charles")
    make_comment("Third", parent=answer, name="Hedy")

    page = soup()

    assert [
        text.get_text(strip=True) for text in page.select(".comment-answers .comment-text")
    ] == [
        "Second",
        "Third",
    ]
    assert page.select(".comment-answers .comment-answers") == []
    assert "to Charles" in page.select(".comment-answers li")[1].get_text()


@pytest.mark.parametrize("state", ["pending", "rejected", "spam"])
def test_only_approved_comments_are_shown(make_comment, read, state):
    make_comment("Not for everybody", state=state)

    assert "Not for everybody" not in read()


def test_an_answer_to_what_is_not_shown_begins_a_thread(make_comment, soup):
    make_comment("Shown", parent=make_comment(state="rejected"))

    assert [text.get_text(strip=True) for text in soup().select(".comment-text")] == ["Shown"]


def test_a_withdrawn_comment_keeps_the_place_of_its_answers(make_comment, soup):
    gone = make_comment("", name="", email="", state="withdrawn")
    make_comment("Still here", parent=gone)

    page = soup()

    assert "withdrawn" in page.select_one(".comment-withdrawn").get_text()
    assert page.select_one(".comment-answers .comment-text").get_text(strip=True) == "Still here"


def test_a_withdrawn_comment_without_answers_is_gone(make_comment, soup):
    make_comment("", name="", email="", state="withdrawn")

    assert soup().select(".comment") == []


def test_comments_that_answer_each_other_in_a_circle_break_nothing(make_comment, read):
    one = make_comment("One")
    two = make_comment("Two", parent=one)
    Comment.objects.filter(pk=one.pk).update(parent=two)

    assert read() != ""


def test_the_authors_own_answers_are_marked(make_comment, author, soup):
    first = make_comment("First")
    make_comment("Mine", parent=first, author=author, name="Ada Lovelace", email="")

    marked = soup().select(".comment-of-author")

    assert [each.select_one(".comment-text").get_text(strip=True) for each in marked] == ["Mine"]
    assert "Wrote the article" in marked[0].select_one(".author-badge").get_text()


def test_a_guest_who_takes_an_authors_name_is_not_marked(make_comment, soup):
    make_comment(name="Ada Lovelace")

    assert soup().select(".comment-of-author") == []


def test_an_author_who_was_merged_is_still_marked(make_comment, author, make_author, soup):
    merged = make_author("Countess", merged_into=author)
    make_comment(author=merged, name="Countess")

    assert len(soup().select(".comment-of-author")) == 1


def test_a_website_is_linked_without_helping_its_ranking(make_comment, soup):
    make_comment(website="https://grace.example/")

    link = soup().select_one(".comment-name a")

    assert link["href"] == "https://grace.example/"
    assert link["rel"] == ["nofollow", "ugc", "noopener"]


def test_a_name_is_text(make_comment, read):
    make_comment(name="<script>alert(1)</script>")

    assert "<script>alert(1)" not in read()


def test_microformats_name_each_comment_of_the_entry(make_comment, read):
    make_comment("Well said.", name="Grace")

    parsed = mf2py.parse(doc=read(), url="http://testserver/")
    [entry] = [item for item in parsed["items"] if "h-entry" in item["type"]]
    [comment] = entry["properties"]["comment"]

    assert comment["type"] == ["h-cite"]
    assert comment["properties"]["content"] == ["Well said."]
    assert comment["properties"]["author"][0]["properties"]["name"] == ["Grace"]
    assert entry["properties"]["author"][0]["properties"]["name"] == ["Ada Lovelace"]


def test_search_engines_are_told_the_comments_and_how_many(make_comment, json_ld):
    first = make_comment("First", name="Grace")
    make_comment("Second", parent=first, name="Charles")

    data = json_ld()

    assert data["commentCount"] == 2
    assert data["comment"][0]["text"] == "First"
    assert data["comment"][0]["author"] == {"@type": "Person", "name": "Grace"}
    assert data["comment"][0]["comment"][0]["text"] == "Second"


def test_without_comments_machines_are_told_of_none(json_ld, article):
    assert "comment" not in json_ld()


def test_a_comment_cannot_end_the_script_of_the_structured_data(make_comment, soup, json_ld):
    make_comment("x</script><b>y", name="</script><b>")

    assert json_ld()["comment"][0]["author"]["name"] == "</script><b>"


def test_more_comments_cost_no_more_queries(make_comment, article, author):
    make_comment(author=author)
    threads.build(article)

    def count():
        with CaptureQueriesContext(connection) as queries:
            threads.build(article)
            return len(queries)

    few = count()
    for number in range(20):
        make_comment(author=author if number % 2 else None)

    assert count() == few


def test_the_page_announces_the_feed_of_its_comments(soup, article):
    links = soup().select('link[rel="alternate"]')

    feeds = [link["href"] for link in links if f"/comments/{article.pk}/feed/" in link["href"]]
    assert feeds == [f"/comments/{article.pk}/feed/{kind}" for kind in ("", "atom/", "json/")]


def test_an_approved_comment_appears_at_once(make_comment, read):
    from authors.comments import moderation

    comment = make_comment("Now you see me", state="pending")
    before = read()

    moderation.approve(comment)

    assert ("Now you see me" in before, "Now you see me" in read()) == (False, True)


def test_a_rejected_comment_disappears_at_once(make_comment, read):
    from authors.comments import moderation

    comment = make_comment("Now you don’t")
    before = read()

    moderation.reject(comment)

    assert ("Now you don’t" in before, "Now you don’t" in read()) == (True, False)
