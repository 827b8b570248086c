"""What blocks were told to show is asked for once, and never shown as it was."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.authors.screens import edit_url

MOST_QUERIES = 6


@pytest.fixture
def figure():
    def make(picture, alt):
        image = {"image": picture.pk, "alt_text": alt, "decorative": False}
        return {"type": "image", "value": {"image": image, "caption": ""}}

    return make


def test_an_article_of_every_kind_of_block_asks_for_little(
    figure, make_profile, make_article, make_picture, client
):
    ada, grace = make_profile(title="Ada").author, make_profile(title="Grace").author
    pictures = [figure(make_picture(40, 30), "A mill")["value"] for _number in range(3)]
    make_article(
        ada,
        body=[
            figure(make_picture(40, 30), "A mill"),
            {"type": "gallery", "value": {"pictures": pictures, "caption": ""}},
            {"type": "author_box", "value": {"author": grace.pk}},
            {"type": "tip_call", "value": {"text": "<p>Please.</p>", "author": grace.pk}},
            {"type": "code", "value": {"language": "", "code": "1"}},
        ],
        lead_image=make_picture(40, 30),
    )
    for _warming_up in range(2):
        client.get("/articles/on-engines/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/articles/on-engines/")

    assert len(queries) <= MOST_QUERIES


def test_one_picture_has_another_description_in_each_place(figure, read_body, make_picture):
    picture = make_picture(40, 30)

    first = read_body(figure(picture, "A mill"), figure(picture, "A grinder"), title="First")
    second = read_body(figure(picture, "Steel"), title="Second")

    assert [image["alt"] for image in first.select("img")] == ["A mill", "A grinder"]
    assert [image["alt"] for image in second.select("img")] == ["Steel"]


def test_a_deleted_picture_and_a_renamed_author_are_seen_at_once(
    figure, make_author, make_article, make_picture, client
):
    picture, author = make_picture(40, 30), make_author("Ada")
    box = {"type": "author_box", "value": {"author": author.pk}}
    url = make_article(body=[figure(picture, "A mill"), box]).url
    before = client.get(url).content.decode()

    picture.delete()
    author.name = "Countess"
    author.save()

    after = client.get(url).content.decode()
    assert ("A mill" in before, "Countess" in before) == (True, False)
    assert ("A mill" in after, "Countess" in after) == (False, True)


def test_an_editor_finds_what_was_chosen_in_its_chooser(
    figure, make_author, make_article, make_picture, admin_client
):
    picture = make_picture(40, 30)
    box = {"type": "author_box", "value": {"author": make_author("Grace Hopper").pk}}
    article = make_article(body=[figure(picture, "A mill"), box])

    screen = admin_client.get(edit_url(article)).content.decode()

    assert "wagtail.images.blocks.ImageBlock" in screen
    assert "A mill" in screen
    assert "Grace Hopper" in screen
