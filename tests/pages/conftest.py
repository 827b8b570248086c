"""Pages with pictures and translations."""

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def make_picture(db):
    """Store a picture of one colour."""
    from io import BytesIO

    from django.core.files.images import ImageFile
    from PIL import Image as Drawing
    from wagtail.images import get_image_model

    def make(width=400, height=300):
        buffer = BytesIO()
        Drawing.new("RGB", (width, height), "sienna").save(buffer, "JPEG")
        file = ImageFile(buffer, name="picture.jpg")
        return get_image_model().objects.create(title="Picture", file=file)

    return make


@pytest.fixture
def translate(db):
    """Make a live German translation of a page; its parents must be translated already."""
    from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
    from wagtail.models import Locale, Site

    def make(page, title="", live=True):
        german, _ = Locale.objects.get_or_create(language_code="de")
        action = CopyPageForTranslationAction(page, german, include_subtree=False)
        copy = action.execute(skip_permission_checks=True)
        copy.title, copy.live = title or page.title, live
        copy.save()
        Site.clear_site_root_paths_cache()
        return copy

    return make


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
