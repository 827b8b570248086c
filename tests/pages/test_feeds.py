"""RSS, as a feed reader understands it."""

import datetime

import feedparser
import pytest


@pytest.fixture
def feed(client):
    def get(path):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/xml; charset=utf-8"
        parsed = feedparser.parse(answer.content)
        assert parsed.bozo == 0
        return parsed

    return get


def test_a_feed_names_every_writer(make_author, make_article, feed):
    from authors.models import Byline

    article = make_article(make_author("Ada & Co"), make_author("Grace"))
    Byline.objects.create(page=article, author=make_author("Vera"), role="photo", sort_order=9)

    (entry,) = feed("/articles/feed/").entries

    assert [author.name for author in entry.authors] == ["Ada & Co", "Grace"]


def test_a_feed_says_its_language_and_where_it_is_and_nobodys_mailbox(
    make_author, make_article, client
):
    make_article(make_author("Ada"), make_author("Grace"))

    text = client.get("/articles/feed/").content.decode()

    assert "<language>en</language>" in text
    assert '<atom:link href="http://localhost/articles/feed/" rel="self"/>' in text
    assert text.count("<dc:creator>") == 2
    assert '<guid isPermaLink="false">urn:uuid:' in text
    assert "<author>" not in text


@pytest.mark.parametrize(
    "title", ["</script><b>x", "Bell \x07 and null \x0b", "Coffee ☕ & cake 🍰", "]]>", "Ünï"]
)
def test_no_title_breaks_a_feed(make_article, feed, title):
    make_article(title=title, slug="odd", standfirst=title)

    (entry,) = feed("/articles/feed/").entries

    assert entry.link == "http://localhost/articles/odd/"
    assert "<b>" not in entry.title


def test_a_control_character_is_left_out(make_article, feed):
    make_article(title="Bell\x07tower", slug="odd")

    assert feed("/articles/feed/").entries[0].title == "Belltower"


def test_links_come_from_the_site_and_not_from_the_request(make_article, feed, client):
    from wagtail.models import Site

    make_article(title="On engines")
    Site.objects.update(hostname="magazine.example", port=443)
    Site.clear_site_root_paths_cache()

    parsed = feed("/articles/feed/")

    assert parsed.feed.link == "https://magazine.example/articles/"
    assert parsed.entries[0].link == "https://magazine.example/articles/on-engines/"
    selves = [link.href for link in parsed.feed.links if link.rel == "self"]
    assert selves == ["https://magazine.example/articles/feed/"]


def test_an_entry_keeps_its_id_when_its_address_changes(make_article, feed):
    article = make_article()
    before = feed("/articles/feed/").entries[0].id

    article.slug = "elsewhere"
    article.save()

    after = feed("/articles/feed/").entries[0]
    assert after.id == before
    assert after.link.endswith("/elsewhere/")


def test_a_translation_has_an_id_of_its_own(make_article, german_index, translate, feed):
    translate(make_article())

    german = feed("/de/articles/feed/")

    assert german.feed.language == "de"
    assert german.entries[0].id != feed("/articles/feed/").entries[0].id


def test_an_entry_is_dated_by_its_publication_date(make_article, feed):
    make_article(published_on=datetime.date(2020, 5, 17))

    (entry,) = feed("/articles/feed/").entries

    assert entry.published.startswith(("Sun, 17 May 2020", "Sat, 16 May 2020"))


def test_drafts_and_private_articles_stay_out(make_article, feed):
    from wagtail.models import PageViewRestriction

    make_article(title="Draft", live=False)
    PageViewRestriction.objects.create(page=make_article(), restriction_type="login")

    assert feed("/articles/feed/").entries == []


def test_an_author_and_a_tag_have_feeds_of_their_own(
    make_profile, make_author, make_article, tag, feed
):
    profile = make_profile(title="Ada")
    tag(make_article(profile.author, title="Hers"), "engines")
    make_article(make_author("Grace"), title="Not hers")

    by_author = feed(f"{profile.url}feed/")
    by_tag = feed("/articles/tag/engines/feed/")

    assert [entry.title for entry in by_author.entries] == ["Hers"]
    assert [entry.title for entry in by_tag.entries] == ["Hers"]


@pytest.mark.parametrize(
    ("path", "announced"),
    [
        ("/articles/", "/articles/feed/"),
        ("/articles/tag/engines/", "/articles/tag/engines/feed/"),
        ("/articles/on-engines/", "/articles/feed/"),
        ("/authors/ada/", "/authors/ada/feed/"),
    ],
)
def test_pages_announce_their_feed(make_profile, make_article, tag, client, path, announced):
    profile = make_profile(title="Ada")
    tag(make_article(profile.author), "engines")

    html = client.get(path).content.decode()

    assert 'type="application/rss+xml"' in html
    assert f'href="{announced}"' in html


def test_an_apostrophe_stays_one(make_article, feed, client):
    make_article(title="Ada's “engine”")

    assert "Ada's “engine”" in client.get("/articles/feed/").content.decode()


def test_an_authors_articles_on_one_tag_have_a_list_and_feeds(
    make_profile, make_article, tag, client
):
    ada = make_profile(title="Ada")
    tag(make_article(ada.author, title="Engines"), "machines")
    make_article(ada.author, title="Poems")
    tag(make_article(make_profile(title="Bo").author, title="Looms"), "machines")

    page = client.get("/authors/ada/tag/machines/").content.decode()
    feed = feedparser.parse(client.get("/authors/ada/tag/machines/feed/").content)
    other = client.get("/authors/ada/tag/machines/feed/json/").json()

    assert [entry.title for entry in feed.entries] == ["Engines"]
    assert [item["title"] for item in other["items"]] == ["Engines"]
    assert "<title>Ada: machines –" in page
    assert "Engines" in page
    assert "Poems" not in page.partition("<main")[2]
    assert 'href="/authors/ada/tag/machines/feed/"' in page
    assert client.get("/authors/ada/tag/nothing/feed/").status_code == 404


@pytest.mark.parametrize("kind", ["", "atom/"])
def test_a_browser_is_given_style_sheets_for_a_feed(make_profile, client, kind):
    make_profile(title="Ada")

    text = client.get(f"/authors/ada/feed/{kind}").content.decode()

    assert '<?xml-stylesheet href="/static/authors/feed.css" type="text/css"?>' in text
    assert "feed-en.css" in text


def test_full_text_is_given_where_the_site_wants_it(make_profile, make_article, client, settings):
    settings.AUTHORS_FEED_FULL_TEXT = True
    body = [("paragraph", '<p>Whole <a href="/about/">text</a></p>')]
    make_article(make_profile(title="Ada").author, body=body)
    whole = '<a href="http://localhost/about/">text</a>'

    rss = feedparser.parse(client.get("/articles/feed/").content)
    atom = feedparser.parse(client.get("/articles/feed/atom/").content)
    json_feed = client.get("/articles/feed/json/").json()

    assert (rss.bozo, atom.bozo) == (False, False)
    assert whole in rss.entries[0].content[0].value
    assert whole in atom.entries[0].content[0].value
    assert whole in json_feed["items"][0]["content_html"]
    assert json_feed["items"][0].get("content_text") is None
