"""The template tags, on a page type that knows nothing of authors."""

import pytest
from django.template import Context, Template
from django.utils import translation


@pytest.fixture
def credited(home):
    """Credit authors, by role, on the front page, and return it as a host would load it."""
    from authors.models import Byline
    from authorsite.models import HomePage

    def make(*named):
        for order, (author, role) in enumerate(named):
            Byline.objects.create(page=home, author=author, role=role, sort_order=order)
        return HomePage.objects.get()

    return make


def render(source, **context):
    return Template("{% load authors_tags %}" + source).render(Context(context))


def test_a_byline_links_to_live_profiles_only(credited, make_profile, make_author):
    ada = make_profile(title="Ada").author
    page = credited((ada, "author"), (make_author("Grace"), "guest"))

    html = render("{% byline page %}", page=page)

    assert 'href="/authors/ada/">Ada</a>' in html
    assert '<span class="p-author h-card">Grace</span>' in html


@pytest.mark.parametrize(("language", "words"), [("en", "</span> and <"), ("de", "</span> und <")])
def test_names_are_joined_as_the_language_does(credited, make_author, language, words):
    page = credited((make_author("Ada"), "author"), (make_author("Grace"), "author"))

    with translation.override(language):
        html = render("{% byline page %}", page=page)

    assert words in html


def test_a_box_works_without_a_request(credited, make_profile):
    page = credited((make_profile(title="Ada", headline="Writes engines").author, "author"))

    html = render("{% author_box page %}", page=page)

    assert "About the author" in html
    assert "Writes engines" in html


def test_a_page_without_bylines_shows_nothing(credited):
    html = render("{% byline page %}{% author_box page %}", page=credited())

    assert "<p" not in html
    assert "<section" not in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada", "A"),
        ("ada lovelace", "AL"),
        ("Grace Brewster Hopper", "GH"),
        ("Ünal Özil", "ÜÖ"),
        ("王 小明", "王小"),
        ("“The” Team", "T"),
        ("“Ada”", "A"),
        ("", ""),
    ],
)
def test_initials_stand_for_a_name(name, letters):
    assert render("{{ name|initials }}", name=name) == letters


@pytest.mark.parametrize("key", ["mastodon", "website", "unknown"])
def test_an_icon_is_decoration(key):
    html = render("{% network_icon key %}", key=key)

    assert html.startswith('<svg aria-hidden="true"')
    assert "<title>" not in html
