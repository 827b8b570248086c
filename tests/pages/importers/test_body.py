"""What becomes of the HTML of a post."""

import time

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from authors.blocks import RICH_TEXT
from authors.pages.importers.body import blocks_from


def html_of(blocks):
    return "".join(str(value) for _name, value in blocks)


def test_lines_and_blank_lines_of_the_classic_editor_become_breaks_and_paragraphs():
    blocks = blocks_from("One\ntwo\n\n\nThree <em>four</em>")

    assert blocks == [("paragraph", "<p>One<br/>two</p><p>Three <i>four</i></p>")]


def test_comments_of_the_block_editor_leave_no_trace():
    html = (
        "<!-- wp:paragraph -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n<!-- wp:latest-posts /-->"
    )

    blocks = blocks_from(html)

    assert blocks == [("paragraph", "<p>One\ntwo</p>")]


@pytest.mark.parametrize("name", ["h1", "h2", "h3", "h4"])
def test_a_heading_becomes_a_heading(name):
    blocks = blocks_from(f"<{name}>A <b>bold</b> title</{name}>")

    assert blocks == [("heading", "A bold title")]


def test_a_heading_with_a_link_keeps_the_link():
    blocks = blocks_from('<h1><a href="https://a.example/">A</a></h1>')

    assert blocks == [("html", '<h2><a href="https://a.example/" rel="noopener">A</a></h2>')]


def test_a_quotation_keeps_its_source():
    blocks = blocks_from("<blockquote><p>Stay.</p><p>Go.</p><cite>Mara</cite></blockquote>")

    assert blocks == [("quote", {"text": "Stay.\n\nGo.", "source": "Mara"})]


def test_a_quotation_with_a_link_stays_html():
    blocks = blocks_from('<blockquote>See <a href="https://a.example/">A</a></blockquote>')

    assert blocks[0][0] == "html"
    assert 'href="https://a.example/"' in blocks[0][1]


def test_preformatted_text_becomes_code_with_its_line_ends():
    blocks = blocks_from("<pre>if a &lt; b:\n\n    [gallery]</pre>")

    assert blocks == [("code", {"language": "", "code": "if a < b:\n\n    [gallery]"})]


def test_text_and_lists_make_one_block_of_rich_text():
    blocks = blocks_from("Before\n<ul><li><p>One</p></li><li><strong>Two</strong></li></ul>\nAfter")

    assert blocks == [
        ("paragraph", "<p>Before</p><ul><li>One</li><li><b>Two</b></li></ul><p>After</p>")
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tbody><tr><td>1</td></tr></tbody></table>",
        "<p>H<sub>2</sub>O</p>",
        '<ol start="3"><li>Three</li></ol>',
        "<dl><dt>A</dt><dd>B</dd></dl>",
        "<h5>Five</h5>",
    ],
)
def test_what_the_editor_can_not_edit_stays_html(html):
    blocks = blocks_from(html)

    assert blocks == [("html", html)]


@pytest.mark.parametrize(
    "html",
    [
        "<script>steal()</script>",
        '<p onclick="steal()">Text</p>',
        '<a href="javascript:steal()">Text</a>',
        '<table><tbody><tr><td style="x:steal()" onmouseover="steal()">Text</td></tr></tbody></table>',
        "<svg><script>steal()</script></svg>",
        '<iframe srcdoc="<script>steal()</script>"></iframe>',
        "<style>p{background:steal()}</style>",
    ],
)
def test_nothing_that_could_run_comes_in(html):
    blocks = blocks_from(f"{html}\n\nEnd")

    assert "steal" not in html_of(blocks)
    assert "End" in html_of(blocks)


def test_a_picture_becomes_a_link_so_that_no_foreign_host_is_asked():
    blocks = blocks_from('<img src="https://old.example/a.jpg" alt="A pier" />')

    assert blocks == [("paragraph", '<p><a href="https://old.example/a.jpg">A pier</a></p>')]


def test_a_linked_picture_becomes_the_words_of_its_link():
    blocks = blocks_from(
        '<a href="/full/"><img src="https://old.example/a.jpg" alt="A pier" /></a>'
    )

    assert blocks == [("paragraph", '<p><a href="/full/">A pier</a></p>')]


def test_a_picture_without_words_is_called_by_its_file():
    blocks = blocks_from('<img src="https://old.example/2014/pier%20one.jpg" alt="">')

    assert "Image: pier one.jpg" in html_of(blocks)


def test_a_frame_becomes_a_link():
    blocks = blocks_from('<iframe src="https://films.example/1" onload="x()"></iframe>')

    assert blocks == [
        ("paragraph", '<p><a href="https://films.example/1">https://films.example/1</a></p>')
    ]


def test_an_address_alone_in_its_line_becomes_a_link():
    blocks = blocks_from("Look:\n\nhttps://films.example/watch?v=1&t=2\n\nGood?")

    assert '<a href="https://films.example/watch?v=1&amp;t=2">' in html_of(blocks)


def test_a_caption_stays_and_its_shortcode_goes():
    html = '[caption id="a_1" width="300"]<img src="https://o.example/a.jpg" alt="Pier" /> The pier[/caption]'

    blocks = blocks_from(html)

    assert blocks == [("paragraph", '<p><a href="https://o.example/a.jpg">Pier</a> The pier</p>')]


def test_an_old_caption_in_an_attribute_stays():
    blocks = blocks_from('[caption caption="The pier" width="3"]<b>x</b>[/caption]')

    assert "The pier" in html_of(blocks)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('A [gallery ids="1,2" columns="3"] B', "<p>A</p><p>B</p>"),
        ("A [sic] B [see below] C[1]", "<p>A [sic] B [see below] C[1]</p>"),
        ("[note]Words[/note]", "<p>Words</p>"),
        ("[[gallery]]", "<p>[gallery]</p>"),
        ("<code>[gallery]</code>", "<p><code>[gallery]</code></p>"),
        ('[slider id="4"]', ""),
    ],
)
def test_shortcodes_go_and_other_brackets_stay(text, kept):
    blocks = blocks_from(text)

    assert html_of(blocks) == kept


def test_an_audio_shortcode_becomes_a_link():
    blocks = blocks_from('[audio src="https://old.example/a.mp3"]')

    assert '<a href="https://old.example/a.mp3">' in html_of(blocks)


def test_boxes_part_paragraphs():
    blocks = blocks_from("<div><div>One</div><div>Two</div></div>")

    assert blocks == [("paragraph", "<p>One</p><p>Two</p>")]


def test_text_before_and_after_the_more_mark_are_paragraphs_of_their_own():
    blocks = blocks_from("One<!--more Go on-->Two")

    assert blocks == [("paragraph", "<p>One</p><p>Two</p>")]


@pytest.mark.parametrize(
    "html", ["", "\n\n", "<p>&nbsp;</p>", "<div></div>", "<!-- wp:spacer /-->"]
)
def test_nothing_makes_no_block(html):
    assert blocks_from(html) == []


@pytest.mark.parametrize("html", ["<div>" * 30000 + "deep", "<b>" * 3000 + "deep", "[a " * 20000])
def test_odd_input_ends_soon(html):
    started = time.process_time()

    assert blocks_from(html)
    assert time.process_time() - started < 10


def test_boxes_within_boxes_beyond_measure_still_part_paragraphs():
    html = "<div>" * 2000 + "One<div>Two</div>" + "</div>" * 2000

    assert blocks_from(html) == [("paragraph", "<p>One</p><p>Two</p>")]


@pytest.mark.parametrize(
    "html",
    [
        "One\ntwo<br>three",
        "<ul><li>One<br>two<ul><li>Three<br></li></ul></li></ul>",
        '<a href="https://a.example/?a=1&b=<br>">A<br>link</a>',
        "<p><em>One<strong>two<br></em>three</strong>",
        "<cite>One <del>two</del> <kbd>three</kbd></cite>",
    ],
)
def test_the_editor_can_open_the_text(html):
    blocks = blocks_from(html)

    assert [name for name, _value in blocks] == ["paragraph"]
    assert ContentstateConverter(RICH_TEXT).from_database_format(blocks[0][1])
