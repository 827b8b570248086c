"""An author's box in the middle of an article."""

import extruct
import mf2py
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

MOST_QUERIES = 6


@pytest.fixture
def queries(client):
    def count(url):
        client.get(url)
        client.get(url)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    return count


def box(author):
    return {"type": "author_box", "value": {"author": author and author.pk}}


def test_the_box_shows_the_chosen_author_who_is_not_taken_for_the_writer(make_profile, read_body):
    grace = make_profile(title="Grace Hopper", short_bio="Finds moths.")

    body = read_body(box(grace.author))

    assert "Finds moths." in body.select_one(".author-box").text
    assert body.select_one(".author-box-name a")["href"] == grace.url
    assert body.select("[rel=author], .p-author") == []


def test_the_box_follows_a_merge(make_author, make_profile, read_body):
    remaining = make_profile(title="Grace Hopper").author
    merged = make_author("G. Hopper", merged_into=remaining)

    body = read_body(box(merged))

    assert body.select_one(".author-box-name").text.strip() == "Grace Hopper"


def test_a_box_without_an_author_shows_nothing(read_body, make_author):
    ghost = make_author("Nobody")
    ghost.pk = 99999

    body = read_body(box(None), {"type": "author_box", "value": {}}, box(ghost))

    assert body.select(".author-box") == []


def test_a_name_with_markup_is_only_text(make_author, read_body):
    body = read_body(box(make_author("<b>Ada</b>")))

    assert body.b is None


def test_feeds_in_full_text_have_the_box(settings, client, make_profile, make_article):
    settings.AUTHORS_FEED_FULL_TEXT = True
    make_article(body=[box(make_profile(title="Grace", short_bio="Finds moths.").author)])

    assert "Finds moths." in client.get("/articles/feed/").content.decode()


@pytest.mark.parametrize("kept", ["pages", None])
def test_more_boxes_cost_no_more_queries(
    kept, settings, make_profile, make_article, make_picture, queries
):
    settings.AUTHORS_CACHE = kept
    profiles = [make_profile(title=f"Author {n}", photo=make_picture(40, 30)) for n in range(5)]
    boxes = [box(profile.author) for profile in profiles]
    make_article(profiles[0].author, title="One", body=boxes[:1])
    make_article(profiles[0].author, title="Five", body=boxes)

    one, five = queries("/articles/one/"), queries("/articles/five/")

    assert one == five
    assert kept is None or five <= MOST_QUERIES


def test_machines_take_nobody_in_a_box_for_the_writer(make_profile, make_article, client):
    ada, grace = make_profile(title="Ada"), make_profile(title="Grace")
    article = make_article(ada.author, body=[box(grace.author), box(ada.author)])

    html = client.get(article.url).content.decode()

    (data,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    (entry,) = [i for i in mf2py.parse(html)["items"] if "On engines" in i["properties"]["name"]]
    assert [author["name"] for author in data["author"]] == ["Ada"]
    assert [a["properties"]["name"] for a in entry["properties"]["author"]] == [["Ada"]]


def test_a_profile_with_boxes_still_presents_one_person(make_profile, client):
    grace = make_profile(title="Grace")
    ada = make_profile(title="Ada")
    ada.body = [("author_box", {"author": grace.author}), ("author_box", {"author": ada.author})]
    ada.save()

    html = client.get(ada.url).content.decode()

    (data,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    cards = [i["properties"] for i in mf2py.parse(html)["items"] if "h-card" in i["type"]]
    representative = [card["name"] for card in cards if ada.full_url in card.get("uid", [])]
    assert (data["@type"], data["mainEntity"]["name"]) == ("ProfilePage", "Ada")
    assert representative == [["Ada"]]
