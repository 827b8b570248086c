"""Pages with pictures and translations."""

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def german_index(home, article_index, translate):
    """The index of articles in German, below a German front page."""
    translate(home, "Titelseite")
    return translate(article_index, "Artikel")


@pytest.fixture
def tag():
    """Tag a page and return it."""

    def add(page, *names):
        page.tags.add(*names)
        page.save()
        return page

    return add
