"""The read API: public pages with their bylines, and authors, and nothing that isn't public."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

ARTICLES = "/api/v2/pages/?type=authors_pages.ArticlePage&fields=bylines"
AUTHORS = "/api/v2/authors/"


def names(answer):
    return [item["person"]["name"] for item in answer.json()["items"]]


def test_an_article_tells_its_bylines_in_order_with_their_addresses(
    make_profile, make_author, make_article, client
):
    ada = make_profile(title="Ada", headline="Engines")
    article = make_article(make_author("Guest"), ada.author)

    told = client.get(f"/api/v2/pages/{article.pk}/").json()["bylines"]

    assert [person["name"] for person in told] == ["Guest", "Ada"]
    assert [person["url"] for person in told] == ["", ada.full_url]
    assert told[1]["headline"] == "Engines"


def test_authors_are_listed_and_found_by_key(make_profile, client):
    profile = make_profile(title="Ada", short_bio="Engines.")

    listed = client.get(AUTHORS)
    detail = client.get(f"{AUTHORS}{profile.author.pk}/").json()

    assert names(listed) == ["Ada"]
    assert detail["person"] == listed.json()["items"][0]["person"]
    assert detail["person"]["bio"] == "Engines."


def test_an_author_who_can_be_paid_has_an_address_for_tips(make_profile, client):
    profile = make_profile(title="Ada")

    person = client.get(f"{AUTHORS}{profile.author.pk}/").json()["person"]

    assert person["tip_url"].endswith(f"/tips/{profile.author.handle}/?source=api")
    assert client.get(person["tip_url"].partition("localhost")[2]).status_code == 200


def test_drafts_and_merged_authors_are_absent(make_profile, make_author, make_article, client):
    kept = make_author("Ada")
    make_author("Old Ada", merged_into=kept)
    make_author("", handle="new-" + "0" * 32)
    make_profile(title="Draft", author=make_author("Bo"), live=False, short_bio="secret draft")
    make_article(kept, title="Secret", live=False)

    listed = client.get(AUTHORS)

    assert names(listed) == ["Ada", "Bo"]
    assert "secret draft" not in listed.content.decode()
    assert client.get(ARTICLES).json()["items"] == []


def test_nothing_private_is_told(
    make_profile, make_author, make_article, client, django_user_model
):
    user = django_user_model.objects.create_user("secret-login", "secret@mail.example")
    profile = make_profile(author=make_author("Ada", user=user))
    make_article(profile.author)

    told = json.dumps([client.get(address).json() for address in (AUTHORS, ARTICLES)])

    assert "secret" not in told


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(make_profile, client, method):
    profile = make_profile(title="Ada")

    answer = getattr(client, method)(f"{AUTHORS}{profile.author.pk}/")

    assert answer.status_code == 405


def test_more_authors_and_articles_cost_no_more_queries(make_profile, make_article, client):
    # Wagtail itself asks for the language of each page; not where that isn't wanted.
    articles = ARTICLES.replace("fields=", "fields=_,title,")

    def count(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    make_article(make_profile(title="Author 0").author, title="Article 0")
    few = [count(address) for address in (AUTHORS, articles)]
    for number in range(1, 8):
        make_article(make_profile(title=f"Author {number}").author, title=f"Article {number}")

    many = [count(address) for address in (AUTHORS, articles)]
    assert all(later <= first for first, later in zip(few, many, strict=True))


@pytest.mark.parametrize(
    "query",
    [
        "search=%22",
        "search=a%22b",
        "search=a%00b",
        "offset=9223372036854775808",
        "first_published_at=x",
    ],
)
def test_nonsense_is_refused_and_not_given_to_the_database(make_article, client, query):
    make_article()

    response = client.get(f"/api/v2/pages/?{query}")

    assert response.status_code == 400
    assert response.json()["message"]


@pytest.mark.parametrize("query", ["search=%22on engines%22", "search=NEAR(", "offset=99999"])
def test_what_only_looks_like_nonsense_is_answered(make_article, client, query):
    assert client.get(f"/api/v2/pages/?{query}").status_code == 200
