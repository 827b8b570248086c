"""Previews of what isn't saved yet."""

import pytest


@pytest.fixture
def preview(rf):
    def show(page, mode=""):
        answer = page.make_preview_request(preview_mode=mode)
        answer.render()
        assert answer.status_code == 200
        return answer.content.decode()

    return show


def test_a_new_persons_profile_is_shown_before_it_is_saved(author_index, preview):
    from authors.pages.models import AuthorPage

    page = AuthorPage(title="Ada Lovelace", headline="Writes engines", locale=author_index.locale)

    html = preview(page)

    assert "Articles by Ada Lovelace" in html


def test_the_box_has_a_preview_of_its_own(make_profile, preview):
    profile = make_profile(title="Ada Lovelace", short_bio="Poetry and numbers.")
    profile.short_bio = "Looms and numbers."

    html = preview(profile, "box")

    assert "author-box h-card" in html
    assert "Looms and numbers." in html
    assert "Articles by" not in html


def test_a_half_written_article_is_shown_with_its_new_bylines(
    article_index, make_author, make_article, preview
):
    from authors.models import Byline

    article = make_article(make_author("Ada"))
    article.title = ""
    article.authors_bylines = [Byline(author=make_author("Grace"))]

    html = preview(article)

    assert "Grace" in html
    assert "Ada" not in html


def test_an_article_is_shown_before_it_is_saved(article_index, preview):
    from authors.pages.models import ArticlePage

    page = ArticlePage(title="Draft", slug="draft", locale=article_index.locale)

    assert "<h1" in preview(page)


def test_an_article_is_shown_while_its_date_is_empty(article_index, preview):
    from authors.pages.models import ArticlePage

    page = ArticlePage(title="Draft", slug="draft", locale=article_index.locale, published_on=None)

    html = preview(page)

    assert "datePublished" not in html
    assert "BlogPosting" in html
