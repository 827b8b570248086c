"""Films, recordings and posts of elsewhere in an article."""

import pytest
from django.core.exceptions import ValidationError

from authors.embeds import player_for

FILM = "https://www.youtube.com/watch?v=jNQXAC9IVRw"


def embed(url=FILM, title="At the zoo"):
    return {"type": "embed", "value": {"url": url, "title": title}}


def policy_of(response):
    parts = response["Content-Security-Policy"].split("; ")
    return dict(part.partition(" ")[::2] for part in parts)


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (FILM, "https://www.youtube-nocookie.com/embed/jNQXAC9IVRw"),
        (f"{FILM}&t=3", "https://www.youtube-nocookie.com/embed/jNQXAC9IVRw"),
        ("https://youtu.be/jNQXAC9IVRw?si=x", "https://www.youtube-nocookie.com/embed/jNQXAC9IVRw"),
        ("https://m.youtube.com/shorts/jNQXAC9IVRw", "https://www.youtube-nocookie.com/embed/jNQXAC9IVRw"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://framatube.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "https://framatube.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv",
        ),
        (
            "https://mastodon.social/@Gargron/100254678717223630",
            "https://mastodon.social/@Gargron/100254678717223630/embed",
        ),
        (
            "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk",
            "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
        ),
    ],
)  # fmt: skip
def test_a_known_address_has_a_player(address, player):
    assert player_for(address).url == player


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/watch?v=jNQXAC9IVRw",
        "https://www.youtube.com.evil.example/watch?v=jNQXAC9IVRw",
        "https://www.youtube.com@evil.example/watch?v=jNQXAC9IVRw",
        "https://www.youtube.com:8000/watch?v=jNQXAC9IVRw",
        "https://evil.example\\@www.youtube.com/watch?v=jNQXAC9IVRw",
        'https://www.youtube.com/watch?v="><script>',
        "https://www.youtube.com/watch?v=../../x",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/@somebody",
        "https://vimeo.com/76979871/../x",
        "https://mastodon.social/@a;script-src/1",
        "javascript:alert(1)//www.youtube.com/watch?v=jNQXAC9IVRw",
        "http://127.0.0.1/watch?v=jNQXAC9IVRw",
        "http://[::1/",
        "",
    ],
)
def test_any_other_address_has_none(address):
    assert player_for(address) is None


def test_a_site_names_further_hosts_of_the_fediverse(settings):
    settings.AUTHORS_EMBED_HOSTS = {"tube.example": "peertube"}

    player = player_for("https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv")

    assert player.origin == "https://tube.example"


def test_an_editor_is_told_that_a_provider_is_unknown(db):
    from authors.blocks.embed import EmbedAddressBlock

    with pytest.raises(ValidationError, match="provider that is allowed"):
        EmbedAddressBlock().clean("https://evil.example/w/1")


def test_a_reader_gets_a_card_with_a_link_and_nothing_that_loads(read_body):
    body = read_body(embed())

    assert body.select("iframe, img, script, object, embed") == []
    assert body.select_one(".embed a")["href"] == FILM
    assert body.select_one(".embed a").text == "At the zoo"
    assert "YouTube" in body.select_one(".embed-provider").text
    assert "YouTube" in body.select_one(".embed")["data-embed-consent"]


def test_only_a_page_with_a_player_allows_its_frame_and_loads_the_script(client, make_article):
    with_player = client.get(make_article(title="With", body=[embed(), embed()]).url)
    without = client.get(make_article(title="Without").url)

    assert policy_of(with_player)["frame-src"] == "https://www.youtube-nocookie.com"
    assert "authors/embed.js" in with_player.content.decode()
    assert "frame-src" not in policy_of(without)
    assert "authors/embed.js" not in without.content.decode()


def test_a_page_from_the_cache_keeps_what_it_allows(client, make_article):
    url = make_article(body=[embed()]).url
    client.get(url)

    assert policy_of(client.get(url))["frame-src"] == "https://www.youtube-nocookie.com"


def test_a_profile_and_an_editors_preview_allow_it_as_well(client, admin_client, make_profile):
    from django.urls import reverse

    profile = make_profile(body=[embed()])

    page = client.get(profile.url)
    draft = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[profile.pk]))

    assert policy_of(page)["frame-src"] == "https://www.youtube-nocookie.com"
    assert policy_of(draft)["frame-src"] == "https://www.youtube-nocookie.com"
    assert policy_of(draft)["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("url", ["", None, "http", "javascript:alert(1)", "http://[::1/"])
def test_a_half_filled_card_is_shown_as_far_as_it_goes(read_body, url):
    body = read_body(embed(url), {"type": "embed", "value": {}}, embed(url, ""))

    assert "At the zoo" in body.text
    assert body.select("[href^=javascript], [data-embed]") == []


def test_markup_in_a_title_is_only_text(read_body):
    body = read_body(embed(title='"><script>x</script>'))

    assert body.script is None
    assert body.select_one(".embed")["data-embed-title"] == '"><script>x</script>'


def test_feeds_and_counted_words_have_the_title_alone(settings, client, make_article):
    from authors.reading import plain_text

    settings.AUTHORS_FEED_FULL_TEXT = True
    article = make_article(body=[embed()])

    feed = client.get("/articles/feed/atom/").content.decode()

    assert plain_text(article.body) == "At the zoo"
    assert "At the zoo" in feed
    assert "iframe" not in feed
    assert "button&gt;" not in feed
