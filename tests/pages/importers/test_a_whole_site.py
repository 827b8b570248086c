"""A small site of co-authors, guests, captions and galleries moves in, counted piece by piece."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image as Drawing
from wagtail.images import get_image_model

from authors.models import Author
from authors.pages.models import ArticlePage, AuthorPage

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parent / "exports" / "coauthors.xml"


@pytest.fixture
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "uploads"
    (folder / "2019/05").mkdir(parents=True)
    for name, colour in (("crane", "navy"), ("tug", "teal"), ("rope", "peru")):
        Drawing.new("RGB", (8, 6), colour).save(folder / f"2019/05/{name}.png")
    return folder


@pytest.fixture
def printed(run_import, uploads):
    return run_import(FILE, media_dir=uploads)


def article(slug):
    return ArticlePage.objects.get(slug=slug)


def kinds(slug):
    return [block.block_type for block in article(slug).body]


def rows(printed):
    return dict(re.findall(r"^(.+?)\s{2,}(\d+)$", printed, re.MULTILINE))


def test_the_table_counts_what_came(printed):
    table = {name: int(number) for name, number in rows(printed).items() if number != "0"}

    assert table == {
        "Authors": 4,
        "Posts, published": 6,
        "Posts, published behind their password": 1,
        "Posts, drafts": 1,
        "Tags on them": 1,
        "Topics on them": 1,
        "Lead images": 1,
        "Pictures in the text": 5,
        "Sticky posts, which nothing holds on top here": 1,
        "Redirects from old addresses": table["Redirects from old addresses"],
        "Left for later: attachment": 4,
        "Left for later: picture": 1,
    }
    assert "No picture: https://kontor.example/wp-content/uploads/2019/05/lost.png" in printed


def test_bylines_keep_their_order_and_guests_have_a_page(printed):
    names = [byline.author.name for byline in article("crane").authors_bylines.all()]

    assert names == ["Bene Aydın", "Insa Petersen", "Tomke Harms"]
    assert Counter(Author.objects.values_list("user", flat=True)) == {None: 4}
    assert AuthorPage.objects.live().count() == 4
    tomke = AuthorPage.objects.get(author__name="Tomke Harms")
    assert tomke.short_bio == "Rows before breakfast."


def test_captions_and_galleries_are_blocks_in_their_places(printed):
    _start, tug, _middle, gallery, _end = article("crane").body

    assert kinds("crane") == ["paragraph", "image", "paragraph", "gallery", "paragraph"]
    assert tug.value["caption"] == "The smaller of the two tugs"
    assert tug.value["image"].contextual_alt_text == "A tug, low in the water"
    shown = [
        (row["image"].contextual_alt_text, row["caption"]) for row in gallery.value["pictures"]
    ]
    assert shown[0] == ("The crane at dusk", "Before it swam")
    assert len(shown) == 3


def test_blocks_of_the_newer_editor_as_well(printed):
    _start, rope, gallery, _end = article("stairs").body

    assert (rope.block_type, gallery.block_type) == ("image", "gallery")
    assert rope.value["image"].contextual_alt_text == "Wet rope"
    assert rope.value["caption"] == "Left by the night"
    assert gallery.value["caption"] == "Two old friends"
    assert [row["caption"] for row in gallery.value["pictures"]] == ["", "Again the tug"]


def test_a_gallery_without_numbers_shows_what_was_uploaded_to_its_page(printed):
    assert kinds("minutes") == ["paragraph", "image"]


def test_a_picture_that_is_gone_leaves_a_link(printed):
    (block,) = article("lost").body

    assert "lost.png" in str(block.value)
    assert "<img" not in str(block.value)


def test_each_file_is_kept_once_and_every_article_is_shown(printed, client):
    assert get_image_model().objects.count() == 3
    for page in ArticlePage.objects.live():
        answer = client.get(page.url)
        assert answer.status_code == 200, page
        assert "kontor.example/wp-content" not in re.sub(r"<a [^>]*>", "", answer.content.decode())


def test_an_editor_can_save_what_came(printed):
    for page in ArticlePage.objects.all():
        page.full_clean()
        page.body.stream_block.clean(page.body)


def test_nobodys_address_came_along(printed, client):
    answers = [client.get(page.url).content for page in AuthorPage.objects.live()]

    assert not [answer for answer in answers if b"@kontor.example" in answer]


def test_a_second_run_makes_nothing(printed, run_import, uploads):
    again = run_import(FILE, media_dir=uploads)

    assert "0 created, 0 changed" in again
    assert get_image_model().objects.count() == 3
    assert ArticlePage.objects.count() == 8


def test_a_dry_run_tells_the_same_pictures_and_stores_none(run_import, uploads, settings):
    table = rows(run_import(FILE, media_dir=uploads, dry_run=True))

    assert (table["Pictures in the text"], table["Left for later: picture"]) == ("5", "1")
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.png"))
