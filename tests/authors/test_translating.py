"""One author's profiles in several languages, and articles too, started from the admin."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Site

from authors.groups import setup_roles
from authors.models import Author
from authors.pages.models import ArticlePage, AuthorPage
from tests.authors.screens import edit_url, profile_data


@pytest.fixture
def german(home, author_index, article_index):
    """A site in German, too, with a place for profiles and for articles."""
    locale = Locale.objects.create(language_code="de")
    for page in (home, author_index, article_index):
        copy = page.copy_for_translation(locale)
        copy.save_revision().publish()
    setup_roles()
    Site.clear_site_root_paths_cache()
    return locale


def translate_url(page, language="de"):
    return reverse("authors_translate", args=[page.pk, language])


def test_an_author_translates_the_own_profile_and_publishes_it(
    german, make_user, make_profile, log_in, client
):
    user = make_user("ada")
    page = make_profile(user.author, title="Ada", short_bio="Counts.")
    me = log_in(user)

    asked, answer = me.get(translate_url(page)), me.post(translate_url(page))
    copy = AuthorPage.objects.get(locale=german)
    me.post(edit_url(copy), profile_data("Ada", short_bio="Zählt.", **{"action-publish": "y"}))

    assert "for you to translate" in asked.content.decode()
    assert answer.url == edit_url(copy)
    assert (copy.author, copy.owner, copy.live) == (user.author, user, False)
    assert "Zählt." in client.get("/de/authors/ada/").content.decode()
    assert Author.objects.count() == 1


@pytest.mark.parametrize("path", ["/authors/ada/", "/de/authors/ada/"])
def test_each_language_names_the_other(path, german, make_user, make_profile, log_in, client):
    user = make_user("ada")
    page = make_profile(user.author, title="Ada")
    log_in(user).post(translate_url(page))
    AuthorPage.objects.get(locale=german).save_revision().publish()

    html = client.get(path).content.decode()

    assert '<link rel="alternate" hreflang="en" href="http://localhost/authors/ada/">' in html
    assert 'hreflang="de" href="http://localhost/de/authors/ada/"' in html
    assert 'hreflang="x-default" href="http://localhost/authors/ada/"' in html


def test_an_article_takes_the_profile_in_its_language_or_else_another(
    german, make_profile, make_article, article_index, client
):
    page = make_profile(title="Ada", short_bio="Counts.")
    section = article_index.get_translation(german)
    make_article(page.author, title="Zahlen", slug="zahlen", parent=section, locale=german)
    before = client.get("/de/articles/zahlen/").content.decode()

    copy = page.copy_for_translation(german)
    copy.short_bio = "Zählt."
    copy.save_revision().publish()

    after = client.get("/de/articles/zahlen/").content.decode()
    assert "Counts." in before
    assert "Zählt." in after
    assert "Counts." not in after


def test_an_author_translates_the_own_article(german, make_user, make_article, log_in):
    user = make_user("ada")
    article = make_article(user.author)

    answer = log_in(user).post(translate_url(article))

    copy = ArticlePage.objects.get(locale=german)
    assert answer.url == edit_url(copy)
    assert [row.author for row in copy.authors_bylines.all()] == [user.author]
    assert not copy.live


def test_asking_twice_leads_to_the_one_that_is_there(german, make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)
    me = log_in(user)

    answers = [me.post(translate_url(page)), me.post(translate_url(page))]

    assert answers[0].url == answers[1].url
    assert AuthorPage.objects.count() == 2


def test_a_language_without_a_place_is_explained(make_user, make_profile, log_in):
    Locale.objects.create(language_code="de")
    user = make_user("ada")
    page = make_profile(user.author)

    answer = log_in(user).post(translate_url(page), follow=True)

    assert "There is no place for it yet" in answer.content.decode()
    assert AuthorPage.objects.count() == 1


def test_a_profile_made_apart_from_the_first_is_no_second_one(
    german, make_user, make_profile, author_index, log_in
):
    user = make_user("ada")
    page = make_profile(user.author)
    make_profile(user.author, parent=author_index.get_translation(german), locale=german)

    answer = log_in(user).post(translate_url(page), follow=True)

    assert "already has a profile in this language" in answer.content.decode()
    assert AuthorPage.objects.count() == 2


@pytest.mark.parametrize("group", ["Authors", "Trusted authors"])
def test_pages_of_others_stay_closed(group, german, make_user, make_profile, make_article, log_in):
    bo = make_user("bo")
    pages = [make_profile(bo.author), make_article(bo.author)]
    ada = log_in(make_user("ada", group))

    answers = [ada.post(translate_url(page)).status_code for page in pages]

    assert answers == [302, 302]
    assert (AuthorPage.objects.count(), ArticlePage.objects.count()) == (1, 1)


@pytest.mark.parametrize("language", ["xx", "en-gb"])
def test_an_unknown_language_is_not_found(language, german, make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)

    assert log_in(user).post(translate_url(page, language)).status_code == 404


def test_the_editor_offers_what_is_missing(german, make_user, make_profile, log_in):
    user = make_user("ada")
    page = make_profile(user.author)
    me = log_in(user)

    before = me.get(edit_url(page)).content.decode()
    me.post(translate_url(page))
    after = me.get(edit_url(page)).content.decode()

    assert "Translate into German" in before
    assert "Translate into German" not in after
