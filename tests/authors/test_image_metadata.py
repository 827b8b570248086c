"""A picture doesn't tell where it was taken, or by whom; its looks stay."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse
from PIL import Image as Drawing
from PIL import ImageCms, ImageSequence
from PIL.PngImagePlugin import PngInfo
from wagtail.images import get_image_model
from wagtail.models import UploadedFile

from authors import image_boxes
from authors.image_form import DrawableImageField

ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET-xmp</x:xmpmeta>"
SUFFIXES = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
ORIENTATION, GPS = 0x0112, 0x8825


def photo(turn=6, note="SECRET-camera"):
    exif = Drawing.Exif()
    exif[ORIENTATION] = turn
    if note:
        exif[0x010F] = note
        exif[GPS] = {1: "N", 2: (54.0, 19.0, 30.0), 3: "E", 4: (10.0, 8.0, 0.0)}
    return exif


def picture(suffix, frames=1, **options):
    shades = [Drawing.effect_noise((60, 40), 90 + n).convert("RGB") for n in range(frames)]
    if frames > 1:
        options |= {"save_all": True, "append_images": shades[1:], "duration": 70}
    buffer = BytesIO()
    shades[0].save(buffer, SUFFIXES.get(suffix, suffix), **options)
    return buffer.getvalue()


def telling(suffix, frames=1, **options):
    return picture(suffix, frames, exif=photo(), xmp=XMP, icc_profile=ICC, **options)


def pixels(content):
    with Drawing.open(BytesIO(content)) as drawing:
        return [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(drawing)]


def cleaned(name, content):
    upload = DrawableImageField().clean(SimpleUploadedFile(name, content))
    kept = upload.read()
    assert upload.size == len(kept)
    return kept


def assert_bare(content, turn=6):
    with Drawing.open(BytesIO(content)) as drawing:
        exif = drawing.getexif()
        assert not exif.get_ifd(GPS)
        assert dict(exif) == ({ORIENTATION: turn} if turn else {})
        assert "xmp" not in drawing.info or not drawing.info["xmp"].strip()
    assert b"SECRET" not in content


@pytest.fixture
def upload(admin_client):
    def run(content, name="sea.jpg", view="add", title="Sea"):
        file = SimpleUploadedFile(name, content, "image/jpeg")
        field = "file" if view == "add" else "files[]"
        headers = {} if view == "add" else {"x-requested-with": "XMLHttpRequest"}
        data = {"title": title, "collection": "1", field: file}
        return admin_client.post(reverse(f"wagtailimages:{view}"), data, headers=headers)

    return run


@pytest.fixture
def stored(upload):
    """Upload a picture and return the image and the content of its file."""

    def run(*args, **options):
        upload(*args, **options)
        image = get_image_model().objects.get()
        with image.open_file() as file:
            return image, file.read()

    return run


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_picture_keeps_its_looks_and_tells_nothing_else(suffix):
    original = telling(suffix)

    kept = cleaned(f"sea.{suffix}", original)

    assert b"SECRET" in original
    assert_bare(kept)
    assert pixels(kept) == pixels(original)
    assert Drawing.open(BytesIO(kept)).info["icc_profile"] == ICC


@pytest.mark.parametrize("suffix", ["webp", "gif"])
def test_what_moves_still_moves(suffix):
    told = {"comment": b"SECRET"} if suffix == "gif" else {"exif": photo(), "xmp": XMP}
    original = picture(suffix, frames=3, loop=0, **told)

    kept = cleaned(f"sea.{suffix}", original)

    with Drawing.open(BytesIO(kept)) as drawing:
        assert (drawing.n_frames, drawing.info.get("loop", 0)) == (3, 0)
        assert "comment" not in drawing.info
    assert b"SECRET" in original
    assert b"SECRET" not in kept
    assert pixels(kept) == pixels(original)


@pytest.mark.parametrize(
    ("suffix", "options"),
    [
        ("jpg", {}),
        ("jpg", {"icc_profile": ICC, "progressive": True}),
        ("jpg", {"exif": photo(note="")}),
        ("png", {"icc_profile": ICC}),
        ("png", {"exif": photo(note="")}),
        ("webp", {"icc_profile": ICC}),
        ("webp", {"exif": photo(note=""), "lossless": True}),
        ("avif", {"icc_profile": ICC}),
        ("avif", {"exif": photo(note="")}),
        ("gif", {}),
        ("gif", {"frames": 3}),
        ("webp", {"frames": 3}),
    ],
)
def test_a_file_that_tells_nothing_stays_as_it_is(suffix, options):
    original = picture(suffix, **options)

    assert cleaned(f"sea.{suffix}", original) == original


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_without_its_metadata_is_left_alone_the_next_time(suffix):
    once = cleaned(f"sea.{suffix}", telling(suffix))

    assert cleaned(f"sea.{suffix}", once) == once


def test_a_film_within_a_picture_file_tells_nothing():
    original = picture("avif", frames=3, xmp=XMP)

    kept = image_boxes.cut(original, b"")

    assert b"SECRET" not in kept
    assert pixels(kept) == pixels(original)


def test_words_in_a_file_are_taken_out():
    note = PngInfo()
    note.add_text("Author", "SECRET")
    note.add_itxt("Comment", "SECRET", zip=False)
    photoshop = b"\xff\xed\x00\x16Photoshop 3.0\x00SECRET"

    jpeg = picture("jpg", comment=b"SECRET", extra=photoshop)

    assert jpeg.count(b"SECRET") == 2
    assert b"SECRET" not in cleaned("sea.jpg", jpeg)
    assert b"SECRET" not in cleaned("sea.png", picture("png", pnginfo=note))


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "gif"])
def test_nothing_hangs_on_behind_a_picture(suffix):
    original = picture(suffix)

    assert cleaned(f"sea.{suffix}", original + b"SECRET film") == original


def test_of_a_phones_two_pictures_in_one_file_the_first_stays():
    first, second = (Drawing.effect_noise((60, 40), 50) for _number in range(2))
    buffer = BytesIO()
    first.save(buffer, "MPO", save_all=True, append_images=[second], exif=photo())

    kept = cleaned("sea.jpg", buffer.getvalue())

    assert_bare(kept)
    assert Drawing.open(BytesIO(kept)).format == "JPEG"
    assert pixels(kept) == pixels(buffer.getvalue())[:1]


def test_a_large_upload_is_mended_on_the_disk():
    upload = TemporaryUploadedFile("sea.jpg", "image/jpeg", 0, None)
    upload.write(telling("jpg"))
    upload.size = upload.tell()

    kept = DrawableImageField().clean(upload)

    with open(upload.temporary_file_path(), "rb") as file:
        content = file.read()
    assert_bare(content)
    assert kept.size == len(content)


def test_a_table_that_cannot_be_right_is_refused():
    original = telling("avif")
    start = original.index(b"iloc") + 4
    endless = original[: start + 10] + b"\xff" * 20 + original[start + 30 :]

    with pytest.raises(ValueError, match="table"):
        image_boxes.cut(endless, b"")


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["add", "add_multiple"])
def test_an_upload_keeps_no_place(stored, view):
    image, content = stored(telling("jpg"), view=view)

    assert_bare(content)
    assert image.file_size == len(content)


@pytest.mark.django_db
def test_a_rendition_stands_upright_and_tells_nothing(stored):
    image, _content = stored(telling("jpg"))

    rendition = image.get_rendition("width-30")

    assert (rendition.width, rendition.height) == (30, 45)
    with rendition.file.open() as file:
        assert_bare(file.read(), turn=None)


@pytest.mark.django_db
def test_the_same_photo_again_is_known_as_a_duplicate(upload):
    original = telling("jpg")

    upload(original)
    upload(original, view="add_multiple")

    first, second = get_image_model().objects.all()
    assert first.file_hash == second.file_hash


@pytest.mark.django_db
def test_an_upload_that_waits_for_other_fields_tells_nothing_either(upload):
    upload(telling("jpg"), view="add_multiple", title="x" * 300)

    assert_bare(UploadedFile.objects.get().file.read())
