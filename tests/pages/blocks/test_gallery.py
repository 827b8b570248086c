"""A gallery in an article."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def gallery(make_picture):
    """Return a gallery block of the alternative texts given, each with a picture of its own."""

    def make(*alts, caption=""):
        items = [
            {
                "image": {
                    "image": make_picture(120, 60).pk,
                    "alt_text": alt,
                    "decorative": not alt,
                },
                "caption": f"No. {number}",
            }
            for number, alt in enumerate(alts, 1)
        ]
        return {"type": "gallery", "value": {"pictures": items, "caption": caption}}

    return make


def test_a_gallery_shows_its_pictures_in_order_each_leading_to_a_larger_one(gallery, read_body):
    body = read_body(gallery("A mill", "A scale", caption="From the workshop"))

    assert [image["alt"] for image in body.select(".gallery img")] == ["A mill", "A scale"]
    assert [link["href"].rsplit(".")[-1] for link in body.select(".gallery a")] == ["webp", "webp"]
    assert {source["type"] for source in body.select("source")} == {"image/avif", "image/webp"}
    assert [caption.text for caption in body.select("figcaption")] == [
        "No. 1",
        "No. 2",
        "From the workshop",
    ]


def test_a_link_around_a_picture_that_only_decorates_still_has_a_name(gallery, read_body):
    body = read_body(gallery(""))

    assert body.select_one(".gallery img")["alt"] == ""
    assert body.select_one(".gallery a")["aria-label"] == "Picture 1, larger"


def test_a_small_picture_is_cut_around_its_focal_point(gallery, read_body, make_picture):
    from wagtail.images import get_image_model

    block = gallery("A mill")
    pictures = get_image_model().objects.all()
    pictures.update(focal_point_x=110, focal_point_y=30, focal_point_width=8, focal_point_height=8)

    read_body(block)

    keys = {r.focal_point_key for r in pictures[0].renditions.filter(filter_spec__contains="fill")}
    assert keys
    assert "" not in keys


def test_more_pictures_cost_no_more_queries(gallery, make_article, client):
    def count(*alts):
        url = make_article(title=f"With {len(alts)}", body=[gallery(*alts)]).url
        client.get(url)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    assert count("one", "two", "three", "four", "five") == count("one")


def test_a_half_filled_gallery_is_shown_without_what_is_missing(read_body):
    item = {"image": {"image": None, "alt_text": "", "decorative": False}, "caption": "Lost"}

    body = read_body(
        {"type": "gallery", "value": {"pictures": [item], "caption": ""}},
        {"type": "gallery", "value": {}},
        {"type": "image", "value": {"image": item["image"], "caption": "Lost, too"}},
    )

    assert "Lost" not in body.text


def test_markup_in_captions_and_descriptions_is_only_text(gallery, read_body):
    body = read_body(gallery('"><script>x</script>', caption="<script>y</script>"))

    assert body.script is None
    assert body.select_one("img")["alt"] == '"><script>x</script>'


def test_only_words_count_as_words(gallery, make_article):
    from authors.reading import plain_text

    article = make_article(body=[gallery("A mill")])

    assert plain_text(article.body) == "A mill No. 1"
