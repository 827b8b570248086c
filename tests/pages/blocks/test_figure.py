"""A picture in an article."""

import pytest


@pytest.fixture
def figure(make_picture):
    def make(alt="A mill", caption="From the workshop"):
        image = {"image": make_picture(1400, 700).pk, "alt_text": alt, "decorative": not alt}
        return {"type": "image", "value": {"image": image, "caption": caption}}

    return make


def test_a_picture_comes_in_modern_formats_each_in_two_widths(figure, read_body):
    body = read_body(figure())

    sources = body.select(".picture source")
    widths = [[each.split()[1] for each in s["srcset"].split(", ")] for s in sources]
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    assert widths == [["640w", "1312w"]] * 2
    assert body.select_one(".picture img")["src"].endswith(".jpg")
    assert body.select_one(".picture img")["loading"] == "lazy"


@pytest.mark.parametrize("alt", ["A mill", ""])
def test_a_picture_says_what_it_shows_unless_it_decorates(alt, figure, read_body):
    body = read_body(figure(alt))

    assert body.select_one(".picture img")["alt"] == alt
    assert body.select_one(".picture figcaption").text == "From the workshop"
