"""Atom and JSON Feed beside RSS: the same entries, asked for once."""

import datetime

import feedparser
import pytest

KINDS = ["", "atom/", "json/"]


@pytest.fixture
def titles(client):
    """Return the titles of a feed's entries, in any format."""

    def get(path):
        answer = client.get(path)
        if "json" in answer["Content-Type"]:
            return [item["title"] for item in answer.json()["items"]]
        parsed = feedparser.parse(answer.content)
        assert parsed.bozo == 0
        return [entry.title for entry in parsed.entries]

    return get


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/articles/feed/", ["Second", "First"]),
        ("/articles/tag/engines/feed/", ["First"]),
        ("/authors/ada/feed/", ["Second"]),
    ],
)
def test_every_format_has_the_same_entries(
    make_profile, make_article, tag, titles, path, expected, kind
):
    tag(make_article(title="First", published_on=datetime.date(2026, 1, 1)), "engines")
    make_article(
        make_profile(title="Ada").author, title="Second", published_on=datetime.date(2026, 2, 1)
    )

    assert titles(f"{path}{kind}") == expected


def test_an_entry_has_the_same_id_in_every_format(make_article, client):
    make_article()

    rss = feedparser.parse(client.get("/articles/feed/").content)
    atom = feedparser.parse(client.get("/articles/feed/atom/").content)
    (item,) = client.get("/articles/feed/json/").json()["items"]

    assert {rss.entries[0].id, atom.entries[0].id} == {item["id"]}


def test_atom_says_who_what_and_when(make_profile, make_author, make_article, tag, client):
    article = make_article(
        make_profile(title="Ada").author,
        make_author("Grace"),
        standfirst="Seven < nine & counting.",
        published_on=datetime.date(2026, 11, 5),
    )
    tag(article, "engines")

    answer = client.get("/articles/feed/atom/")

    parsed = feedparser.parse(answer.content)
    (entry,) = parsed.entries
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert entry.authors == [
        {"name": "Ada", "href": "http://localhost/authors/ada/"},
        {"name": "Grace"},
    ]
    assert entry.summary == "Seven &lt; nine &amp; counting."
    assert entry.published == "2026-11-05T00:00:00+01:00"
    assert [each.term for each in entry.tags] == ["engines"]
    assert parsed.feed.id.startswith("urn:uuid:")
    assert parsed.feed.language == "en"


def test_json_feed_says_the_same(make_profile, make_author, make_article, make_picture, client):
    profile = make_profile(title="Ada", photo=make_picture())
    make_article(
        profile.author,
        make_author("Grace"),
        standfirst="Seven.",
        published_on=datetime.date(2026, 11, 5),
    )

    answer = client.get("/articles/feed/json/")

    feed = answer.json()
    (item,) = feed["items"]
    avatar = item["authors"][0].pop("avatar")
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost/articles/feed/json/"
    assert feed["home_page_url"] == "http://localhost/articles/"
    assert item["url"] == "http://localhost/articles/on-engines/"
    assert item["content_text"] == "Seven."
    assert item["date_published"] == "2026-11-05T00:00:00+01:00"
    assert item["authors"] == [
        {"name": "Ada", "url": "http://localhost/authors/ada/"},
        {"name": "Grace"},
    ]
    assert avatar.startswith("http://localhost/media/")


@pytest.mark.parametrize("has_full_text", [True, False])
def test_json_feed_keeps_its_own_rules(has_full_text, settings, make_article, make_author, client):
    """Source: https://www.jsonfeed.org/version/1.1/"""
    settings.AUTHORS_FEED_FULL_TEXT = has_full_text
    make_article(make_author("Ada"), title="With words", body=[("paragraph", "<p>Words</p>")])
    make_article(title="Empty")

    feed = client.get("/articles/feed/json/").json()

    moments = [datetime.datetime.fromisoformat(item["date_published"]) for item in feed["items"]]
    bodies = [{"content_html", "content_text"} & item.keys() for item in feed["items"]]
    assert {"version", "title", "items"} <= feed.keys()
    assert feed["language"] == "en"
    assert [type(item["id"]) for item in feed["items"]] == [str, str]
    assert [moment.tzinfo is not None for moment in moments] == [True, True]
    assert set() not in bodies
    assert {"author", "authors"} & feed["items"][1].keys() == {"authors"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "title", ["</script><b>x", "Be\x07ll", "☕ 🍰 & <tea>", "مرحبا بالعالم", "]]>"]
)
def test_no_title_breaks_any_format(make_article, make_author, titles, title, kind):
    make_article(make_author(title), title=title, slug="odd", standfirst=title)

    (found,) = titles(f"/articles/feed/{kind}")

    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = {"": escaped, "atom/": title, "json/": title}[kind]
    assert found == shown.replace("\x07", "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("answered", "asked"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")]
)
def test_who_has_the_feed_already_gets_no_copy(make_article, client, kind, answered, asked):
    make_article()
    first = client.get(f"/articles/feed/{kind}")

    again = client.get(f"/articles/feed/{kind}", headers={asked: first[answered]})

    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_feed_stays_the_same(article_index, client, kind):
    first = client.get(f"/articles/feed/{kind}")

    again = client.get(f"/articles/feed/{kind}", headers={"If-None-Match": first["ETag"]})

    assert first.status_code == 200
    assert again.status_code == 304


def test_a_renamed_author_makes_a_feed_new(make_author, make_article, client):
    author = make_author("Ada")
    make_article(author)
    first = client.get("/articles/feed/json/")

    author.name = "Countess of Lovelace"
    author.save()

    again = client.get("/articles/feed/json/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200


def test_a_newer_article_moves_the_date(make_article, client):
    make_article(published_on=datetime.date(2026, 1, 1))
    first = client.get("/articles/feed/")

    make_article(title="New", published_on=datetime.date(2026, 2, 1))

    again = client.get("/articles/feed/", headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 200
    assert again["Last-Modified"] == "Sat, 31 Jan 2026 23:00:00 GMT"


@pytest.mark.parametrize(
    "path", ["/articles/feed/xml/", "/articles/feed/rss/", "/articles/feed/x/y/"]
)
def test_there_is_no_other_format(article_index, client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "announced"),
    [
        ("/articles/", "/articles/feed/"),
        ("/articles/tag/engines/", "/articles/tag/engines/feed/"),
        ("/articles/on-engines/", "/articles/feed/"),
        ("/authors/ada/", "/authors/ada/feed/"),
    ],
)
def test_a_page_announces_each_format_by_its_name(
    make_profile, make_article, tag, client, path, announced
):
    from bs4 import BeautifulSoup

    tag(make_article(make_profile(title="Ada").author), "engines")

    soup = BeautifulSoup(client.get(path).content, "html.parser")

    links = soup.find_all("link", rel="alternate", type=True)
    links = [link for link in links if not link["href"].startswith("/comments/")]
    assert [(link["type"], link["href"]) for link in links] == [
        ("application/rss+xml", announced),
        ("application/atom+xml", f"{announced}atom/"),
        ("application/feed+json", f"{announced}json/"),
    ]
    assert [link["title"].rpartition(" (")[2] for link in links] == ["RSS)", "Atom)", "JSON Feed)"]
