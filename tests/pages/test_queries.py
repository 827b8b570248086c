"""The number of queries doesn't grow with articles or authors."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag
from wagtail.search.backends import get_search_backend

from authors import generations
from authors.models import Author, AuthorLink, Byline, PageTag, PageTopic
from authors.pages.models import ArticlePage, AuthorPage
from authors.topics import topic_named
from tests.pages.crowd import add_children

LISTS = [
    "/",
    "/articles/",
    "/articles/tag/all/",
    "/articles/topic/all/",
    "/articles/archive/",
    "/articles/2026/11/",
    "/authors/",
    "/authors/?letter=A",
    "/authors/?q=author",
    "/authors/author-0/",
    "/authors/author-0/tag/all/",
    "/authors/author-0/topic/all/",
    "/search/?q=article",
    "/api/v2/pages/?type=authors_pages.ArticlePage&fields=bylines",
    "/sitemap.xml",
]
FEEDS = [f"{page}feed/" for page in LISTS if page.startswith(("/articles/t", "/authors/author-0/"))]
FORMATS = [f"/articles/feed/{kind}" for kind in ("", "atom/", "json/")]
DAY = datetime.date(2026, 11, 5)


@pytest.fixture
def publish(home, author_index, article_index, make_picture):
    """Have some authors write some articles; the first author writes each with another."""
    picture, tag = make_picture(40, 30), Tag.objects.create(name="all")
    topic = topic_named("All", home.locale_id)
    writers = []

    def make_authors(numbers):
        made = [Author(name=f"Author {n}", handle=f"author-{n}") for n in numbers]
        writers.extend(Author.objects.bulk_create(made))
        profiles = [
            AuthorPage(author=a, title=a.name, slug=a.handle, author_locale=home.locale)
            for a in made
        ]
        AuthorLink.objects.bulk_create(
            AuthorLink(page_id=page.pk, network="github", url="https://g.example/")
            for page in add_children(author_index, profiles)
        )
        AuthorPage.objects.update(photo=picture)

    def make_articles(numbers):
        articles = [
            ArticlePage(title=f"Article {n}", slug=f"article-{n}", published_on=DAY)
            for n in numbers
        ]
        add_children(article_index, articles)
        Byline.objects.bulk_create(
            Byline(page_id=page.pk, author=author, sort_order=order)
            for number, page in enumerate(articles)
            for order, author in enumerate({writers[number % len(writers)], writers[0]})
        )
        PageTag.objects.bulk_create(PageTag(content_object_id=p.pk, tag=tag) for p in articles)
        PageTopic.objects.bulk_create(PageTopic(page_id=p.pk, topic=topic) for p in articles)
        ArticlePage.objects.update(lead_image=picture)
        get_search_backend().add_bulk(ArticlePage, articles)

    def make(authors, articles):
        make_authors(authors)
        make_articles(articles)
        generations.bump()

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


def test_500_articles_by_50_authors_cost_no_more_queries_than_five_by_one(publish, count_queries):
    paths = [*LISTS, *FEEDS, *FORMATS, "/articles/article-0/"]
    publish(authors=range(1), articles=range(5))
    few = {path: count_queries(path) for path in paths}

    publish(authors=range(1, 50), articles=range(5, 500))

    assert {path: count_queries(path) for path in paths} == few


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
def test_a_page_asks_the_database_no_more_than_this(publish, count_queries, path, most):
    publish(authors=range(5), articles=range(5))

    assert count_queries(path) <= most


def test_a_private_section_elsewhere_costs_an_article_one_query_more(
    publish, make_article, count_queries
):
    from wagtail.models import PageViewRestriction

    publish(authors=range(5), articles=range(5))
    open_to_all = count_queries("/articles/article-0/")

    secret = make_article(title="Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")

    assert count_queries("/articles/article-0/") == open_to_all + 1
