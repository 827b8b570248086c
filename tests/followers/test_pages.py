"""The links on pages that lead to following, and the page about feeds."""

import pytest

pytestmark = pytest.mark.django_db


def words(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_an_article_leads_to_its_author_its_topics_and_all_that_is_new(
    client, make_author, publish
):
    article = publish(make_author("Ada Lovelace"), tags=["engines"])

    page = words(client, article.url)

    assert 'href="/follow/author/ada-lovelace/"' in page
    assert 'href="/follow/topic/engines/"' in page
    assert 'href="/follow/"' in page


def test_a_profile_leads_to_following_its_author(client, make_profile):
    profile = make_profile(title="Ada Lovelace")

    assert "/follow/author/ada-lovelace/" in words(client, profile.url)


def test_who_has_left_is_not_offered(client, make_profile):
    from datetime import date

    profile = make_profile(title="Ada Lovelace")
    type(profile.author).objects.update(left_on=date(2026, 1, 1))

    assert "/follow/author/" not in words(client, profile.url)


def test_the_front_page_and_a_section_lead_to_all_that_is_new(client, home, publish):
    publish()

    assert 'href="/follow/"' in words(client, "/")
    assert 'href="/follow/"' in words(client, "/articles/")


def test_the_page_about_feeds_names_the_feeds_in_the_readers_language(client, home, article_index):
    assert "http://localhost/articles/feed/" in words(client, "/follow/feeds/")
    assert "Was ist ein Feed?" in words(client, "/de/follow/feeds/")


def test_the_form_says_what_is_followed(client, make_author, publish):
    publish(make_author("Ada Lovelace"), tags=["engines"])

    assert "Ada Lovelace’s articles" in words(client, "/follow/author/ada-lovelace/")
    assert "articles tagged “engines”" in words(client, "/follow/topic/engines/")


def test_a_merged_authors_form_is_that_of_the_one_who_remains(client, make_author):
    from authors.merging import merge

    old, new = make_author("A. Lovelace"), make_author("Ada Lovelace")
    merge(old, new)

    assert "Ada Lovelace’s articles" in words(client, f"/follow/author/{old.handle}/")
