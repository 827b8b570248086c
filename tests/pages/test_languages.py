"""A profile in another language than the page around it says so to screen readers."""

import pytest

WORDS = {"headline": "Engines", "short_bio": "Counts.", "photo_alt": "A face"}


@pytest.fixture
def german_article(german_index, make_profile, make_article, make_picture, translate):
    """A German article by an author whose only profile is English."""
    author = make_profile(photo=make_picture(), **WORDS).author
    return translate(make_article(author))


@pytest.mark.parametrize(
    "marked",
    [
        '<span class="p-job-title" lang="en">Engines</span>',
        '<p class="author-box-bio p-note" lang="en">Counts.</p>',
    ],
)
def test_a_box_marks_the_words_of_a_profile_in_another_language(marked, german_article, client):
    content = client.get(german_article.url).content.decode()

    assert '<html lang="de"' in content
    assert marked in content


def test_the_description_of_a_photo_has_its_language(german_article, client):
    content = client.get(german_article.url).content.decode()

    picture = content.partition('alt="A face"')
    tag = picture[0].rpartition("<img")[2] + picture[2].partition(">")[0]
    assert 'lang="en"' in tag


def test_words_in_the_language_of_the_page_are_not_marked(make_profile, make_article, client):
    article = make_article(make_profile(**WORDS).author)

    content = client.get(article.url).content.decode()

    assert '<span class="p-job-title">Engines</span>' in content
