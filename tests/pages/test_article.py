"""An article as a reader sees it."""

import datetime
from pathlib import Path

import pytest


@pytest.fixture
def read(client):
    """Return the text of a page that must be there."""

    def get(page):
        answer = client.get(page.url)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def test_an_article_names_its_writers_and_its_other_roles(make_author, make_article, read):
    from authors.models import Byline

    ada, grace, vera = make_author("Ada"), make_author("Grace"), make_author("Vera")
    article = make_article(ada, grace)
    Byline.objects.create(page=article, author=vera, role="photo", sort_order=9)

    html = read(article)

    assert "By <" in html
    assert ">Ada</span> and <span" in html
    assert "Photos: <span" in html


def test_the_box_stands_once_for_each_writer_and_not_for_the_photographer(
    make_author, make_article, read
):
    from authors.models import Byline

    ada, grace = make_author("Ada"), make_author("Grace")
    article = make_article(ada)
    Byline.objects.create(page=article, author=ada, role="photo", sort_order=8)
    Byline.objects.create(page=article, author=grace, role="photo", sort_order=9)

    html = read(article)

    assert html.count("author-box h-card") == 1


def test_the_box_shows_what_the_profile_says(make_profile, make_article, read, make_picture):
    from authors.models import AuthorLink

    profile = make_profile(
        title="Ada Lovelace",
        headline="Writes engines",
        short_bio="Poetry & numbers.",
        photo=make_picture(),
        photo_alt="Ada at a desk",
    )
    AuthorLink.objects.create(page=profile, network="mastodon", url="https://m.example/@ada")

    html = read(make_article(profile.author))

    assert "Writes engines" in html
    assert "Poetry &amp; numbers." in html
    assert 'alt="Ada at a desk"' in html
    assert 'href="https://m.example/@ada" rel="noopener"' in html


def test_an_author_without_a_profile_is_shown_by_initials_and_without_a_link(
    make_author, make_article, read
):
    html = read(make_article(make_author("Grace Brewster Hopper")))

    assert ">GH</span>" in html
    assert 'rel="author"' not in html


def test_a_title_with_markup_is_only_text(make_author, make_article, read):
    html = read(make_article(make_author("<i>Ada"), title="</title><script>x"))

    assert "<script>x" not in html
    assert "<i>Ada" not in html


@pytest.mark.parametrize(
    ("path", "written"), [("", "November 5, 2026"), ("/de", "5. November 2026")]
)
def test_a_date_is_written_as_the_language_writes_it(
    make_article, german_index, translate, client, path, written
):
    article = make_article(title="On engines", published_on=datetime.date(2026, 11, 5))
    translate(article)

    html = client.get(f"{path}/articles/on-engines/").content.decode()

    assert written in html


def test_the_lead_picture_comes_in_three_formats_with_its_size(make_article, read, make_picture):
    article = make_article(lead_image=make_picture(2000, 1500), lead_image_alt="A mill")

    html = read(article)

    assert 'type="image/avif"' in html
    assert 'type="image/webp"' in html
    assert 'fetchpriority="high"' in html
    assert 'alt="A mill"' in html
    assert html.count(" 640w, ") == html.count(" 1152w, ") == html.count(" 1920w") == 3
    assert 'height="480"' in html
    assert 'width="640"' in html


def focused(picture, x, y):
    picture.focal_point_x, picture.focal_point_y = x, y
    picture.focal_point_width = picture.focal_point_height = 10
    picture.save()
    return picture


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [(120, 560, "focus-x-30 focus-y-90"), (0, 600, "focus-x-0 focus-y-100")],
)
def test_a_lead_picture_that_is_cut_keeps_its_focal_point_in_sight(
    x, y, classes, make_article, read, make_picture
):
    from django.contrib.staticfiles import finders

    html = read(make_article(lead_image=focused(make_picture(400, 600), x, y)))

    rules = Path(finders.find("authors/focus.css")).read_text()
    assert f'class="wrap article-lead {classes}"' in html
    assert "authors/focus.css" in html
    assert [f".{name} {{" in rules for name in classes.split()] == [True, True]
    assert "style=" not in html


def test_a_lead_picture_without_a_focal_point_is_cut_at_its_centre(
    make_article, read, make_picture
):
    assert "focus-" not in read(make_article(lead_image=make_picture(400, 600)))


def test_every_block_of_a_body_is_shown(make_article, read, make_picture):
    body = [
        ("heading", "Seven plugs"),
        ("paragraph", "<p>Warm <b>dust</b>.</p>"),
        ("quote", {"text": "Say it.", "source": "Somebody"}),
        ("code", {"language": "Python", "code": "print('<b>')"}),
        ("html", "<p>Old</p><script>alert(1)</script>"),
        ("image", {"image": make_picture(), "caption": "A caption"}),
    ]

    html = read(make_article(body=body))

    assert "<h2>Seven plugs</h2>" in html
    assert "<b>dust</b>" in html
    assert "Somebody" in html
    assert "print(&#x27;&lt;b&gt;&#x27;)" in html
    assert "<p>Old</p>" in html
    assert "alert(1)" not in html
    assert "A caption" in html


def test_a_correction_is_disclosed(make_article, read):
    html = read(make_article(correction="It was seven."))

    assert "It was seven." in html


def test_an_article_lists_others_by_the_same_writers_only(make_author, make_article, read):
    ada, grace = make_author("Ada"), make_author("Grace")
    article = make_article(ada, title="On engines")
    make_article(ada, title="On looms")
    make_article(grace, title="On clocks")
    make_article(ada, title="On nothing yet", live=False)

    html = read(article)

    assert "On looms" in html
    assert "On clocks" not in html
    assert "On nothing yet" not in html


def test_a_body_without_words_takes_a_minute(make_article, read):
    assert "1 minute to read" in read(make_article())


def test_a_summary_falls_back_to_the_first_words(make_article):
    article = make_article(
        body=[("heading", "No"), ("paragraph", "<p>Warm <b>dust</b>, cold.</p><p>More.</p>")]
    )

    assert article.summary == "Warm dust, cold. More."
