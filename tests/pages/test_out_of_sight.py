"""What isn't for everybody, or not yet, is in nothing that readers and machines are given."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

FEEDS = [
    "/articles/feed/",
    "/articles/feed/atom/",
    "/articles/feed/json/",
    "/articles/tag/metal/feed/",
    "/authors/ada/feed/",
    "/authors/ada/tag/metal/feed/",
]
PLACES = [
    *FEEDS,
    "/",
    "/articles/",
    "/articles/tag/metal/",
    "/articles/2026/11/",
    "/articles/open-article/",
    "/authors/ada/",
    "/authors/ada/tag/metal/",
    "/search/?q=article",
    "/sitemap.xml",
    "/api/v2/pages/?type=authors_pages.ArticlePage&fields=bylines",
]
TOMORROW = datetime.timedelta(days=1)


def make_private(page, kind):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="secret" if kind == "password" else ""
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.create(name="Some"))


def schedule(page):
    page.unpublish()
    page.go_live_at = timezone.now() + TOMORROW
    page.save_revision().publish()


def let_its_hour_come(page):
    due = timezone.now() - TOMORROW
    revision = page.revisions.get()
    revision.approved_go_live_at = due
    revision.content["go_live_at"] = due.isoformat()
    revision.save()


HIDE = {
    "draft": lambda page: page.unpublish(),
    "scheduled": schedule,
    "login": lambda page: make_private(page, "login"),
    "password": lambda page: make_private(page, "password"),
    "groups": lambda page: make_private(page, "groups"),
}


@pytest.fixture
def articles(home, make_profile, make_article, tag):
    """An article for everybody, and one to hide, by one author with one tag."""
    ada = make_profile(title="Ada").author
    day = datetime.date(2026, 11, 5)
    titles = ("Open article", "Hidden article")
    return [tag(make_article(ada, title=title, published_on=day), "metal") for title in titles]


@pytest.fixture
def names(client):
    """Return which of the two articles each place names."""

    def names():
        texts = {path: client.get(path).content.decode() for path in PLACES}
        slugs = ("open-article", "hidden-article")
        return {path: [s for s in slugs if s in text] for path, text in texts.items()}

    return names


@pytest.mark.parametrize("way", HIDE)
def test_a_hidden_article_is_nowhere(way, articles, names):
    HIDE[way](articles[1])

    assert names() == dict.fromkeys(PLACES, ["open-article"])


def test_a_scheduled_article_is_everywhere_after_its_hour(articles, names, client):
    schedule(articles[1])
    before = [client.get(path)["Last-Modified"] for path in FEEDS]

    let_its_hour_come(articles[1])
    call_command("publish_scheduled")

    after = [client.get(path)["Last-Modified"] for path in FEEDS]
    assert client.get("/articles/hidden-article/").status_code == 200
    assert names() == dict.fromkeys(PLACES, ["open-article", "hidden-article"])
    assert not set(before) & set(after)
