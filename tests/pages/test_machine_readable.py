"""Articles and profiles, as search engines, other sites and feed readers understand them."""

import datetime
import json
from urllib.parse import urljoin

import extruct
import feedparser
import mf2py
import pytest
from bs4 import BeautifulSoup


@pytest.fixture
def read(client):
    """Return what the standards' own parsers find in a page."""

    def get(path):
        html = client.get(path).content.decode()
        found = extruct.extract(html, base_url="http://localhost", syntaxes=["json-ld"])
        found["soup"] = BeautifulSoup(html, "html.parser")
        found["mf2"] = mf2py.parse(html, url=f"http://localhost{path}")
        return found

    return get


def metas(found, key):
    soup = found["soup"]
    return [m["content"] for m in soup.find_all("meta", attrs={"property": key})] + [
        m["content"] for m in soup.find_all("meta", attrs={"name": key})
    ]


def entry_of(found):
    return next(item for item in found["mf2"]["items"] if "h-entry" in item["type"])


def test_every_output_names_the_authors_in_the_same_order(make_profile, make_article, read, client):
    ada = make_profile(title="Ada", fediverse_handle="@ada@m.example")
    grace = make_profile(title="Grace", fediverse_handle="@grace@m.example")
    make_article(grace.author, ada.author)

    found = read("/articles/on-engines/")
    (listed,) = read("/articles/")["mf2"]["items"]
    rss = feedparser.parse(client.get("/articles/feed/").content)
    atom = feedparser.parse(client.get("/articles/feed/atom/").content)
    json_feed = client.get("/articles/feed/json/").json()
    api = client.get("/api/v2/pages/?type=authors_pages.ArticlePage&fields=bylines").json()

    (data,) = found["json-ld"]
    soup = found["soup"]
    lists = {
        "byline": [a.text for a in soup.select(".byline-writers a")],
        "box": [a.text for a in soup.select(".author-box-name a")],
        "json-ld": [author["name"] for author in data["author"]],
        "open graph": [
            {grace.full_url: "Grace", ada.full_url: "Ada"}[address]
            for address in metas(found, "article:author")
        ],
        "fediverse": [
            {"@grace@m.example": "Grace", "@ada@m.example": "Ada"}[handle]
            for handle in metas(found, "fediverse:creator")
        ],
        "list": listed["properties"]["author"],
        "h-entry": [
            author["properties"]["name"][0] for author in entry_of(found)["properties"]["author"]
        ],
        "rss": [author.name for author in rss.entries[0].authors],
        "atom": [author.name for author in atom.entries[0].authors],
        "json feed": [author["name"] for author in json_feed["items"][0]["authors"]],
        "api": [author["name"] for author in api["items"][0]["bylines"]],
    }
    assert lists == dict.fromkeys(lists, ["Grace", "Ada"])


@pytest.mark.parametrize(
    ("kind", "schema"), [("person", "Person"), ("organisation", "Organization")]
)
def test_a_profile_is_the_same_thing_as_the_author_of_an_article(
    make_profile, make_author, make_article, read, make_picture, kind, schema
):
    from authors.models import AuthorLink

    profile = make_profile(
        author=make_author("Ada", kind=kind), photo=make_picture(), short_bio="Poetry."
    )
    AuthorLink.objects.create(page=profile, network="github", url="https://g.example/ada")
    AuthorLink.objects.create(page=profile, network="rss", url="https://x.example/", is_me=False)
    make_article(profile.author)

    (of_profile,) = read(profile.url)["json-ld"]
    (of_article,) = read("/articles/on-engines/")["json-ld"]

    person = of_profile["mainEntity"]
    assert of_profile["@type"] == "ProfilePage"
    assert person == of_article["author"][0]
    assert person["@type"] == schema
    assert person["@id"] == "http://localhost/authors/ada/#person"
    assert person["sameAs"] == ["https://g.example/ada"]
    assert person["description"] == "Poetry."
    assert person["image"].startswith("http://localhost/media/")


def test_an_author_without_a_live_profile_is_a_name_without_an_address(
    make_profile, make_article, read
):
    make_article(make_profile(title="Ada", live=False).author)

    found = read("/articles/on-engines/")

    assert found["json-ld"][0]["author"] == [{"@type": "Person", "name": "Ada"}]
    assert metas(found, "article:author") == ["Ada"]


@pytest.mark.parametrize(
    ("role", "name"),
    [("photo", "contributor"), ("translation", "translator"), ("editor", "editor")],
)
def test_other_roles_have_properties_of_their_own(make_author, make_article, read, role, name):
    from authors.models import Byline

    article = make_article(make_author("Ada"))
    Byline.objects.create(page=article, author=make_author("Vera"), role=role, sort_order=9)

    found = read("/articles/on-engines/")

    (data,) = found["json-ld"]
    assert [author["name"] for author in data["author"]] == ["Ada"]
    assert [person["name"] for person in data[name]] == ["Vera"]
    assert len(entry_of(found)["properties"]["author"]) == 1


def test_an_article_says_what_it_is(make_article, make_picture, read, tag):
    article = make_article(
        standfirst="Seven plugs.",
        lead_image=make_picture(1200, 800),
        lead_image_alt="A mill",
        published_on=datetime.date(2026, 11, 5),
    )
    tag(article, "engines")

    found = read("/articles/on-engines/")

    (data,) = found["json-ld"]
    assert data["@type"] == "BlogPosting"
    assert data["headline"] == "On engines"
    assert data["description"] == "Seven plugs."
    assert data["url"] == "http://localhost/articles/on-engines/"
    assert data["inLanguage"] == "en"
    assert data["keywords"] == ["engines"]
    assert data["image"][0]["caption"] == "A mill"
    assert data["datePublished"] == "2026-11-05T00:00:00+01:00"
    assert metas(found, "article:published_time") == ["2026-11-05T00:00:00+01:00"]
    assert metas(found, "article:tag") == ["engines"]
    assert metas(found, "og:type") == ["article"]


def test_a_change_is_dated_with_its_zone(make_article, read):
    moment = datetime.datetime(2026, 11, 20, 11, 30, tzinfo=datetime.UTC)
    make_article(published_on=datetime.date(2026, 11, 5), last_published_at=moment)

    found = read("/articles/on-engines/")

    assert found["json-ld"][0]["dateModified"] == "2026-11-20T12:30:00+01:00"
    assert metas(found, "article:modified_time") == ["2026-11-20T12:30:00+01:00"]
    assert "updated" in entry_of(found)["properties"]


@pytest.mark.parametrize("title", ["</script><b>x", "<!--<script>", "“ä” & ☕ مرحبا", "Bell \x07"])
def test_no_title_breaks_out_of_the_data(make_article, read, title):
    make_article(title=title, slug="odd")

    found = read("/articles/odd/")

    (element,) = found["soup"].find_all("script", type="application/ld+json")
    assert json.loads(element.string)["headline"] == title
    assert not {"<", ">", "&"} & set(element.string)
    assert found["soup"].find("h1") is not None


def test_an_author_with_a_handle_is_credited_in_the_fediverse(make_profile, make_article, read):
    ada = make_profile(title="Ada", fediverse_handle="ada@m.example")
    grace = make_profile(title="Grace", fediverse_handle="@grace@m.example")
    make_article(grace.author, make_profile(title="Hedy").author, ada.author)

    found = read("/articles/on-engines/")

    assert metas(found, "fediverse:creator") == ["@grace@m.example", "@ada@m.example"]
    assert metas(read("/authors/ada/"), "fediverse:creator") == ["@ada@m.example"]


def test_a_profile_is_represented_by_its_card(make_profile, make_article, read):
    profile = make_profile(title="Ada", headline="Writes engines")
    make_article(profile.author)

    found = read("/authors/ada/")

    address = "http://localhost/authors/ada/"
    cards = [item["properties"] for item in found["mf2"]["items"] if "h-card" in item["type"]]
    (card,) = [each for each in cards if address in each.get("uid", [])]
    assert address in card["url"]
    assert card["name"] == ["Ada"]
    assert metas(found, "og:type") == ["profile"]


def test_only_the_own_page_says_which_links_are_me(make_profile, make_article, read):
    from authors.models import AuthorLink

    profile = make_profile(title="Ada")
    AuthorLink.objects.create(page=profile, network="mastodon", url="https://m.example/@ada")
    AuthorLink.objects.create(page=profile, network="rss", url="https://x.example/", is_me=False)
    make_article(profile.author)

    of_profile = read("/authors/ada/")["mf2"]["rels"]
    of_article = read("/articles/on-engines/")["mf2"]["rels"]

    assert of_profile["me"] == ["https://m.example/@ada"]
    assert "me" not in of_article


def test_an_entry_has_its_address_and_its_authors_as_cards(make_profile, make_article, read):
    make_article(make_profile(title="Ada").author)

    entry = entry_of(read("/articles/on-engines/"))

    (author,) = entry["properties"]["author"]
    assert author["type"] == ["h-card"]
    assert [urljoin("http://localhost", url) for url in author["properties"]["url"]] == [
        "http://localhost/authors/ada/"
    ]
    assert entry["properties"]["url"] == ["http://localhost/articles/on-engines/"]
    assert entry["properties"]["name"] == ["On engines"]


def test_an_article_that_appeared_elsewhere_first_points_there(make_article, read):
    make_article(canonical_url="https://first.example/engines")

    (data,) = read("/articles/on-engines/")["json-ld"]

    assert data["url"] == "https://first.example/engines"


def test_a_host_tells_the_same_about_its_own_pages(home, make_profile):
    from django.template import Context, Template

    from authors.models import Byline
    from tests.plugin_host.models import NewsPage

    news = home.add_child(instance=NewsPage(title="News"))
    Byline.objects.create(page=news, author=make_profile(title="Ada").author)

    html = Template("{% load authors_tags %}{% author_head page %}").render(Context({"page": news}))

    (data,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert data["headline"] == "News"
    assert [author["@id"] for author in data["author"]] == ["http://localhost/authors/ada/#person"]
