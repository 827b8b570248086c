"""The author box leads to the tip form."""

import pytest

from authors.bylines import bylines_of, credits_for
from tips.box_action import buy_buttons
from tips.models import TipPreferences


@pytest.fixture
def public_request(rf, home):
    return rf.get("/", HTTP_HOST="localhost")


def test_the_button_of_an_article_names_the_author_and_the_article(
    public_request, make_author, make_article
):
    author = make_author("Ada Lovelace")
    article = make_article(author)

    buttons = buy_buttons(bylines_of([article])[article.pk], article, public_request)

    assert "Buy Ada Lovelace a coffee" in buttons[author.pk]
    assert f'href="/tips/ada-lovelace/?page={article.pk}&amp;source=article"' in buttons[author.pk]


def test_the_button_of_a_profile_names_no_page(public_request, make_author, make_profile):
    author = make_author("Ada Lovelace")
    profile = make_profile(author)

    buttons = buy_buttons(credits_for([author]), profile, public_request)

    assert 'href="/tips/ada-lovelace/?source=profile"' in buttons[author.pk]


def test_an_author_who_cannot_be_paid_has_no_button(public_request, make_author, make_article):
    ada, charles = make_author("Ada"), make_author("Charles")
    TipPreferences.objects.create(author=charles, accepts_tips=False)
    article = make_article(ada, charles)

    buttons = buy_buttons(bylines_of([article])[article.pk], article, public_request)

    assert set(buttons) == {ada.pk}


def test_a_name_in_the_button_is_never_markup(public_request, make_author):
    author = make_author("<i>Ada</i>")

    [button] = buy_buttons(credits_for([author]), None, public_request).values()

    assert "<i>" not in button


def test_the_article_leads_to_the_tip_form(client, make_author, make_article):
    article = make_article(make_author("Ada Lovelace"))

    response = client.get(article.url)

    assert "/tips/ada-lovelace/?page=" in response.content.decode()
    assert not response.cookies
