"""Lead images come from a copy of the old site's uploads."""

import pytest
from django.core.management import CommandError
from PIL import Image as Drawing
from wagtail.images import get_image_model

from authors.pages.importers.media_folder import MediaFolder
from authors.pages.models import ArticlePage

pytestmark = pytest.mark.django_db
ADDRESS = "https://harbour.example/wp-content/uploads/2014/03/sea.png"


@pytest.fixture
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "uploads"
    (folder / "2014/03").mkdir(parents=True)
    Drawing.new("RGB", (4, 3), "teal").save(folder / "2014/03/sea.png")
    (folder / "2014/03/bad.png").write_bytes(b"no picture")
    (tmp_path / "secret.png").write_bytes((folder / "2014/03/sea.png").read_bytes())
    return folder


@pytest.fixture
def bring(run_import, make_export, make_post, uploads):
    def run(address=ADDRESS, **options):
        picture = make_post(
            post_id="9",
            post_type="attachment",
            attachment_url=address,
            meta={"_wp_attachment_image_alt": "The sea"},
        )
        posts = [make_post(meta={"_thumbnail_id": "9"}) for _number in range(2)]
        return run_import(make_export(*posts, picture), media_dir=uploads, **options)

    return run


def test_a_featured_image_is_the_lead_image_and_kept_once(bring):
    bring()

    first, second = ArticlePage.objects.all()
    assert (first.lead_image.width, first.lead_image_alt) == (4, "The sea")
    assert second.lead_image == first.lead_image


def test_a_photo_that_told_its_place_tells_it_no_more_and_is_kept_once(bring, uploads):
    exif = Drawing.Exif()
    exif[0x010F] = "SECRET"
    Drawing.new("RGB", (4, 3)).save(uploads / "2014/03/sea.png", exif=exif)

    bring()

    image = get_image_model().objects.get()
    with image.open_file() as file:
        content = file.read()
    assert b"SECRET" not in content
    assert image.file_size == len(content)


@pytest.mark.parametrize(
    "name", ["gone.png", "bad.png", "../../../secret.png", "%2e%2e/%2e%2e/%2e%2e/secret.png"]
)
def test_what_is_not_there_or_no_picture_is_told_and_the_post_comes(bring, name):
    printed = bring(ADDRESS.replace("sea.png", name))

    assert printed.split("Left for later: lead image")[1].split()[0] == "2"
    assert ArticlePage.objects.count() == 2
    assert not get_image_model().objects.exists()


def test_a_dry_run_stores_no_file(bring, tmp_path):
    bring(dry_run=True)

    assert not list((tmp_path / "media").rglob("*.png"))


def test_nothing_outside_the_folder_is_read(uploads):
    outside = ADDRESS.replace("2014/03/sea.png", "../secret.png")

    assert MediaFolder(uploads).file_of(outside) is None


def test_a_missing_folder_is_told(run_import, make_export, tmp_path):
    with pytest.raises(CommandError, match="no folder"):
        run_import(make_export(), media_dir=tmp_path / "none")
