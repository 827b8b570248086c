"""The number of queries doesn't grow with articles or authors."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

PATHS = [
    "/",
    "/articles/",
    "/articles/tag/all/",
    "/articles/feed/",
    "/articles/feed/atom/",
    "/articles/feed/json/",
    "/articles/article-0/",
    "/authors/",
    "/authors/author-0/",
    "/authors/author-0/feed/",
]


@pytest.fixture
def publish(make_profile, make_article, make_picture, tag):
    """Publish articles, each by an author of its own and one whom all have in common."""
    from authors.models import AuthorLink

    shared = []

    def make(numbers):
        for number in numbers:
            profile = make_profile(title=f"Author {number}", photo=make_picture(40, 30))
            AuthorLink.objects.create(page=profile, network="github", url="https://g.example/")
            shared.append(profile.author)
            writers = dict.fromkeys([profile.author, shared[0]])
            article = make_article(
                *writers, title=f"Article {number}", lead_image=make_picture(40, 30)
            )
            tag(article, "all")

    return make


@pytest.fixture
def count_queries(client):
    def count(path):
        client.get(path)  # makes the pictures and the settings
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        assert answer.status_code == 200
        return len(queries)

    return count


def test_more_articles_and_authors_cost_no_more_queries(home, publish, count_queries):
    publish(range(5))
    few = {path: count_queries(path) for path in PATHS}

    publish(range(5, 30))

    assert {path: count_queries(path) for path in PATHS} == few


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/articles/article-0/", 6),
        ("/authors/author-0/", 6),
        ("/articles/", 4),
        ("/authors/", 4),
        ("/", 5),
    ],
)
def test_a_page_asks_the_database_no_more_than_this(home, publish, count_queries, path, most):
    publish(range(5))

    assert count_queries(path) <= most


def test_a_private_section_elsewhere_costs_an_article_one_query_more(
    home, publish, make_article, count_queries
):
    from wagtail.models import PageViewRestriction

    publish(range(5))
    open_to_all = count_queries("/articles/article-0/")

    secret = make_article(title="Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")

    assert count_queries("/articles/article-0/") == open_to_all + 1
