"""“Share”: an author copies what leads readers to the tip jar, for one article or for all."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(make_writer, make_profile):
    return make_profile(author=make_writer("Ada")).author


@pytest.fixture
def page(ada, log_in):
    return lambda query="": log_in(ada.user).get(reverse("my_tips:share") + query)


def test_an_author_finds_link_button_and_code(page, ada):
    text = page().content.decode()

    assert f"/tips/{ada.handle}/?source=button" in text
    assert "/qr.svg" in text
    assert "/button.svg" in text
    assert "&lt;iframe" not in text


def test_a_card_is_offered_where_frames_are_allowed(page, settings):
    settings.TIPS_EMBED_HOSTS = ["https://blog.example"]

    assert "&lt;iframe" in page().content.decode()


def test_an_article_of_their_own_can_be_chosen(page, ada, make_article):
    article = make_article(ada)

    assert (
        f"?page={article.pk}&amp;source=button" in page(f"?article={article.pk}").content.decode()
    )


def test_an_article_of_somebody_else_cannot(page, make_author, make_article):
    article = make_article(make_author("Eve"))

    assert f"page={article.pk}" not in page(f"?article={article.pk}").content.decode()


def test_who_is_no_author_has_nothing_to_share(make_user, log_in):
    assert log_in(make_user()).get(reverse("my_tips:share")).status_code in (302, 403)
