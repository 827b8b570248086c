"""Pictures in the text of a post become blocks, with their words, where they stood."""

from types import SimpleNamespace

import pytest

from authors.pages.importers.body import blocks_from
from authors.pages.importers.exports import Picture
from authors.pages.importers.pictures import Pictures

UPLOADS = "https://harbour.example/wp-content/uploads/"
ATTACHMENTS = {
    "11": Picture(f"{UPLOADS}sea.png", "The sea", "At dawn", "sea", post="7"),
    "12": Picture(f"{UPLOADS}pier.png", "", "", "pier", post="7"),
    "13": Picture(f"{UPLOADS}gone.png", "Gone", "", "gone", post="8"),
}


class Shelf:
    """Holds every picture but those that are gone; the key of one is the length of its address."""

    is_idle = False

    def image(self, address, title):
        return None if "gone" in address else SimpleNamespace(pk=len(address))

    def would_be_there(self, address):
        return False


@pytest.fixture
def pictures():
    return Pictures(Shelf(), ATTACHMENTS, post="7")


@pytest.fixture
def blocks(pictures):
    return lambda html: blocks_from(html, True, pictures)


def image(name, alt="", caption="", uploads=UPLOADS):
    shown = {"image": len(uploads + name), "decorative": not alt, "alt_text": alt}
    return {"image": shown, "caption": caption}


def src(name):
    return f'src="{UPLOADS}{name}"'


SEA = f'<img {src("sea.png")} alt="Sea">'
WORDS = "<figcaption>At <b>dawn</b></figcaption>"
FIGURES = {
    "block": f'<!-- wp:image {{"id":11}} --><figure class="wp-block-image">{SEA}{WORDS}</figure>',
    "caption": f'[caption id="a"]<a href="{UPLOADS}sea.png">{SEA}</a> At <b>dawn</b>[/caption]',
    "old caption": f'[caption width="3" caption="At dawn"]{SEA}[/caption]',
    "ghost": f'<figure class="kg-card kg-image-card">{SEA}{WORDS}</figure>',
}
PIER = f'<img {src("pier.png")} alt="">'
ITEMS = f"<li><figure>{SEA}{WORDS}</figure></li><li><figure>{PIER}</figure></li>"
BOTH = "<figcaption>Both</figcaption>"
GALLERIES = {
    "block": f'<figure class="wp-block-gallery"><figure class="wp-block-image">{SEA}{WORDS}</figure>'
    f'<figure class="wp-block-image">{PIER}</figure>{BOTH}</figure>',
    "old block": f'<figure class="wp-block-gallery"><ul>{ITEMS}</ul>{BOTH}</figure>',
    "older block": f'<ul class="wp-block-gallery">{ITEMS}</ul>',
}


@pytest.mark.parametrize("html", FIGURES.values(), ids=FIGURES)
def test_a_picture_with_its_caption_is_an_image_block(blocks, html):
    found = blocks(f"Before.\n\n{html}\n\nAfter.")

    assert [name for name, _value in found] == ["paragraph", "image", "paragraph"]
    assert found[1][1] == image("sea.png", "Sea", "At dawn")


@pytest.mark.parametrize("kind", GALLERIES)
def test_several_in_a_frame_are_a_gallery(blocks, kind):
    gallery, lone = blocks(f"{GALLERIES[kind]}<p>{SEA}</p>")

    assert gallery[0] == "gallery"
    assert gallery[1]["pictures"] == [image("sea.png", "Sea", "At dawn"), image("pier.png")]
    assert gallery[1]["caption"] == ("" if kind == "older block" else "Both")
    assert lone == ("image", image("sea.png", "Sea"))


def test_a_gallery_of_ghost_has_one_caption_for_all(blocks):
    rows = "".join(f'<div class="kg-gallery-image">{picture}</div>' for picture in (SEA, PIER))
    html = f'<figure class="kg-card kg-gallery-card">{rows}{BOTH}</figure>'

    (block,) = blocks(html)

    pictures = [image("sea.png", "Sea"), image("pier.png")]
    assert block == ("gallery", {"pictures": pictures, "caption": "Both"})


@pytest.mark.parametrize(
    "code", ['[gallery ids="11,12"]', "[gallery ids='11, 12' columns=2]", "[gallery]"]
)
def test_a_code_for_a_gallery_shows_uploads(blocks, code):
    found = blocks(f"Before. {code} After.")

    assert [name for name, _value in found] == ["paragraph", "gallery", "paragraph"]
    assert found[1][1]["pictures"] == [image("sea.png", "The sea", "At dawn"), image("pier.png")]


def test_a_picture_amid_a_paragraph_stands_before_it(blocks):
    assert blocks(f"<p>One {SEA} two</p>") == [
        ("image", image("sea.png", "Sea")),
        ("paragraph", "<p>One  two</p>"),
    ]


def test_an_upload_lends_its_description(blocks):
    html = f'<img class="alignleft wp-image-11" {src("sea-300x200.png")} alt="">'

    assert blocks(html) == [("image", image("sea-300x200.png", "The sea"))]


def test_a_link_to_somewhere_else_keeps_its_words_only(blocks):
    found = blocks(f'<a href="{UPLOADS}sea.png">{SEA} Enlarge</a>')

    assert found == [("image", image("sea.png", "Sea")), ("paragraph", "<p>Enlarge</p>")]


def test_what_is_gone_is_a_link_in_its_place_and_counted(blocks, pictures):
    gone = f'<figure><img {src("gone.png")} alt="Gone"><figcaption>Was here</figcaption></figure>'

    found = blocks(f"<p>Before.</p>{gone}<p>After.</p>{SEA}")

    assert found[0][1] == (
        f'<p>Before.</p><p><a href="{UPLOADS}gone.png">Gone</a></p><p>Was here</p><p>After.</p>'
    )
    assert found[1][0] == "image"
    assert (len(pictures.found), pictures.missing) == (1, {f"{UPLOADS}gone.png"})


def test_a_gallery_with_a_gap_is_its_pictures_one_by_one(blocks):
    found = blocks('[gallery ids="11,13"]')

    assert [name for name, _value in found] == ["image", "paragraph"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>[[gallery]]</p>",
        '<pre>[caption width="3"]words[/caption]</pre>',
        '<p><code>[gallery ids="11"]</code></p>',
        '<p>[gallery ids="99"] none of these</p>',
        f"<blockquote>{SEA} words</blockquote>",
        f"<table><tr><td>{SEA}</td></tr></table>",
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<img src="javascript:alert(1)" alt="x">',
        '<picture name="html" value="&quot;&lt;script&gt;&quot;">x</picture>',
    ],
)
def test_what_is_tied_or_only_talked_about_is_no_block(blocks, html):
    assert not {"image", "gallery"} & {name for name, _value in blocks(html)}


def test_without_a_place_to_look_nothing_is_looked_for():
    idle = SimpleNamespace(is_idle=True)

    (block,) = blocks_from(SEA, True, Pictures(idle, ATTACHMENTS))

    assert block == ("paragraph", f'<p><a href="{UPLOADS}sea.png">Sea</a></p>')
