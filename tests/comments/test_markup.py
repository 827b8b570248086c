"""What may stand in a comment."""

import pytest

from authors.comments.markup import count_links, to_html, words

REL = 'rel="nofollow ugc noopener"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>two</p>\n\n<p>three</p>"),
        ("<b>bold</b>", "<p><b>bold</b></p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p>old</p><blockquote>q</blockquote>", "<p>old</p><blockquote>q</blockquote>"),
    ],
)
def test_words_and_a_little_emphasis_are_kept(text, expected):
    assert to_html(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<b onclick="alert(1)" style="color:red">x</b>',
        "<svg/onload=alert(1)>",
        '<iframe src="https://x.example"></iframe>',
        "<style>*{display:none}</style>",
        'https://x.example/"onmouseover=alert(1)',
        "<!--><img src=x onerror=alert(1)>-->",
        "<form action=https://x.example><input></form>",
    ],
)
def test_nothing_in_a_comment_can_run_load_or_restyle(text):
    html = to_html(text).lower()

    for trick in (
        "onerror",
        "<script",
        "javascript:",
        "data:",
        "onclick=",
        "style",
        "<svg",
        "<img",
    ):
        assert trick not in html
    assert "<iframe" not in html
    assert "<form" not in html
    assert ' onmouseover="' not in html


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://x.example/" rel="me" target="_blank">x</a>',
        "See https://x.example/ for more.",
        "See www.x.example for more.",
    ],
)
def test_links_help_nobodys_ranking(text):
    html = to_html(text)

    assert html.count("<a ") == html.count(REL) == 1
    assert "target" not in html


def test_addresses_in_code_stay_code():
    assert "<a " not in to_html("<code>curl https://x.example/</code>")


def test_an_address_that_is_linked_already_is_not_linked_twice():
    assert to_html('<a href="https://x.example/">https://x.example/</a>').count("<a ") == 1


def test_words_are_without_markup():
    assert words("One<br>two <b>three</b>\n\nfour &amp; five") == "One two three four & five"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("none", 0),
        ("https://a.example", 1),
        ('<a href="https://a.example">https://a.example</a>', 1),
        ("www.a.example and http://b.example", 2),
        ("<A HREF=https://a.example>x</A>", 1),
    ],
)
def test_links_are_counted_however_they_are_written(text, number):
    assert count_links(text) == number
