"""Pages of a host's own type, with none of our fields, in profiles, lists, archives and feeds."""

import pytest
from django.utils import timezone

from authors.bylines import replace_bylines
from authors.listing import with_credits
from authors.search import excerpt, find_articles
from tests.plugin_host.models import NewsPage


@pytest.fixture(autouse=True)
def host_lists_its_own(settings):
    settings.AUTHORS_ARTICLE_MODEL = "plugin_host.NewsPage"


@pytest.fixture
def ada(make_profile):
    return make_profile(title="Ada Lovelace")


@pytest.fixture
def news(article_index, ada):
    """A page of the host's below an index of ours, published today, by Ada."""
    page = NewsPage(title="On weaving", search_description="Looms, and what drives them")
    article_index.add_child(instance=page)
    replace_bylines(page, [(ada.author, "author")])
    page.save_revision().publish()
    return page


def test_a_profile_lists_what_its_author_wrote(client, ada, news):
    text = client.get(ada.url).text

    assert f'href="{news.url}">On weaving</a>' in text
    assert "Looms, and what drives them" in text
    assert f'datetime="{timezone.localdate():%Y-%m-%d}"' in text


@pytest.mark.parametrize("kind", ["", "atom/", "json/"])
def test_an_authors_feed_has_it_in_every_format(client, settings, ada, news, kind):
    settings.AUTHORS_FEED_FULL_TEXT = True

    feed = client.get(f"{ada.url}feed/{kind}")

    assert feed.status_code == 200
    assert "On weaving" in feed.text
    assert news.full_url in feed.text


def test_an_index_lists_it_and_its_month(client, article_index, news):
    month = f"{article_index.url}{timezone.localdate():%Y/%m}/"

    assert "On weaving" in client.get(article_index.url).text
    assert month in client.get(f"{article_index.url}archive/").text
    assert "On weaving" in client.get(month).text


def test_it_is_found_by_its_words(home, news):
    [found] = with_credits(find_articles(["weaving"], home))

    assert found == news
    assert excerpt(found, ["weaving"]) == "Looms, and what drives them"
    assert found.published_on == timezone.localdate()


def test_a_draft_of_the_host_is_listed_nowhere(client, ada, news):
    news.unpublish()

    assert "On weaving" not in client.get(ada.url).text
    assert "On weaving" not in client.get(f"{ada.url}feed/").text
