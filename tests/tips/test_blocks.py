"""The call for a tip in the middle of a text."""

import pytest
from bs4 import BeautifulSoup

from tips.models import TipPreferences


def call(text="<p>It took <b>three</b> evenings.</p>", author=None):
    return {"type": "tip_call", "value": {"text": text, "author": author and author.pk}}


@pytest.fixture
def calls_on(client):
    """Return the calls for a tip in a page's text."""

    def get(page):
        answer = client.get(page.url)
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser").select(".prose .tip-call")

    return get


def links(found):
    return [link["href"] for link in found.select(".tip-buy")]


def test_a_call_has_a_button_for_each_writer_of_the_article(make_author, make_article, calls_on):
    article = make_article(make_author("Ada"), make_author("Grace"), body=[call()])

    [found] = calls_on(article)

    assert found.b.text == "three"
    assert links(found) == [
        f"/tips/ada/?page={article.pk}&source=article",
        f"/tips/grace/?page={article.pk}&source=article",
    ]


def test_a_call_for_a_chosen_author_leads_to_whoever_they_were_merged_into(
    make_author, make_article, calls_on
):
    grace = make_author("Grace")
    merged = make_author("G. Hopper", merged_into=grace)

    [found] = calls_on(make_article(make_author("Ada"), body=[call(author=merged)]))

    assert [link.split("?")[0] for link in links(found)] == ["/tips/grace/"]


def test_a_call_on_a_profile_is_for_its_author(make_profile, calls_on):
    [found] = calls_on(make_profile(title="Ada", body=[call()]))

    assert links(found) == ["/tips/ada/?source=profile"]


def test_where_nobody_can_be_tipped_there_is_no_call(make_author, make_article, calls_on):
    ada = make_author("Ada")
    TipPreferences.objects.create(author=ada, accepts_tips=False)

    assert calls_on(make_article(ada, title="One", body=[call()])) == []
    assert calls_on(make_article(title="None", body=[call()])) == []


def test_a_half_filled_call_is_the_button_alone(make_author, make_article, calls_on):
    ada = make_author("Ada")

    [first, second] = calls_on(
        make_article(ada, body=[call(text=""), {"type": "tip_call", "value": {}}])
    )

    assert first.select_one(".call-text") is None
    assert len(links(second)) == 1


def test_feeds_in_full_text_survive_a_call(settings, client, make_author, make_article):
    settings.AUTHORS_FEED_FULL_TEXT = True
    make_article(make_author("Ada"), body=[("paragraph", "<p>Words.</p>"), call()])

    answer = client.get("/articles/feed/")

    assert answer.status_code == 200
    assert "Words." in answer.content.decode()


def test_a_partner_link_in_a_call_is_marked(make_author, make_article, calls_on):
    shop = '<p><a href="https://www.amazon.de/x">shop</a></p>'
    article = make_article(make_author("Ada"), body=[call(text=shop)])

    [found] = calls_on(article)

    assert {"sponsored", "nofollow"} <= set(found.select_one(".call-text a")["rel"])
    assert article.has_partner_links
