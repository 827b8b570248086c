"""Where an import goes."""

import pytest
from django.core.management import CommandError
from wagtail.models import Locale

from authors.pages.models import ArticleIndexPage, ArticlePage, AuthorIndexPage, AuthorPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def german_place(home, place):
    """The same site's pages in German."""
    german, _ = Locale.objects.get_or_create(language_code="de")
    front = home.copy_for_translation(german)
    front.save_revision().publish()
    articles = ArticleIndexPage(title="Artikel", slug="artikel", locale=german)
    people = AuthorIndexPage(title="Leute", slug="leute", locale=german)
    front.add_child(instance=articles)
    front.add_child(instance=people)
    return articles


def test_posts_go_under_the_only_page_of_articles(import_post, place):
    page = import_post()

    assert page.get_parent().pk == place.pk


@pytest.mark.parametrize(
    "options", [{"locale": "de"}, {"into": "artikel"}, {"into": "/de/artikel/"}]
)
def test_posts_and_authors_come_in_the_language_asked_for(
    run_import, make_export, make_post, german_place, options
):
    run_import(make_export(make_post(title="")), **options)

    assert ArticlePage.objects.get().locale.language_code == "de"
    assert AuthorPage.objects.get().locale.language_code == "de"
    assert ArticlePage.objects.get().get_parent().pk == german_place.pk


def test_a_page_can_be_named_by_its_key(run_import, make_export, make_post, german_place):
    run_import(make_export(make_post()), into=str(german_place.pk))

    assert ArticlePage.objects.get().get_parent().pk == german_place.pk


def test_without_a_choice_the_default_language_is_taken(
    run_import, make_export, make_post, german_place, place
):
    run_import(make_export(make_post()))

    assert ArticlePage.objects.get().get_parent().pk == place.pk


def test_several_pages_of_articles_are_listed(run_import, make_export, home, place):
    home.add_child(instance=ArticleIndexPage(title="News", slug="news"))

    with pytest.raises(CommandError, match=r"--into:\n.*articles  Articles\n.*news  News"):
        run_import(make_export())


@pytest.mark.parametrize("options", [{"into": "nowhere"}, {"locale": "fr"}, {"into": "999999"}])
def test_an_unknown_place_is_told(run_import, make_export, options):
    with pytest.raises(CommandError, match="no such page of articles"):
        run_import(make_export(), **options)


def test_a_site_without_directory_of_authors_is_told(run_import, make_export, author_index):
    author_index.delete()

    with pytest.raises(CommandError, match="no published directory of authors"):
        run_import(make_export())
