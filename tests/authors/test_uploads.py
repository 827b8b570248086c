"""A picture that can't be drawn is an error beside the field, never a fault."""

import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.images import get_image_model


def picture(kind="JPEG", size=(200, 200), **options):
    buffer = BytesIO()
    Drawing.effect_noise(size, 50).convert("RGB").save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(kind, data):
    check = zlib.crc32(kind + data).to_bytes(4)
    return len(data).to_bytes(4) + kind + data + check


def with_notes(count):
    png = picture("PNG")
    head, rest = png[:33], png[33:]
    return head + chunk(b"tEXt", b"note\x00x") * count + rest


def moving(frames, size=(4, 4)):
    shades = [Drawing.new("L", size, number % 256) for number in range(frames)]
    buffer = BytesIO()
    shades[0].save(buffer, "GIF", save_all=True, append_images=shades[1:], duration=20)
    return buffer.getvalue()


def claiming(width, height):
    """Return a PNG that says it is larger than it is."""
    png = picture("PNG", (1, 1))
    head = width.to_bytes(4) + height.to_bytes(4) + png[24:29]
    return png[:8] + chunk(b"IHDR", head) + png[33:]


BAD = {
    "empty.jpg": b"",
    "words.png": b"no picture at all",
    "cut.jpg": picture()[:900],
    "head.jpg": picture()[:20],
    "cut.png": picture("PNG")[:2_000],
    "cut.gif": moving(3)[:30],
    "cut.webp": picture("WEBP")[:400],
    "cut.avif": picture("AVIF")[:200],
    "script.jpg": b"\xff\xd8\xff\xe0<script>alert(1)</script>",
    "page.gif": b"GIF89a<html><script>alert(1)</script></html>",
    "notes.png": with_notes(2_000),
    "moves.gif": moving(101),
    "bomb.png": claiming(20_000, 20_000),
    "lies.png": claiming(1_000, 1_000),
    "none.png": claiming(0, 0),
    "vector.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "wrong.png": picture("JPEG"),
}
GOOD = {
    "photo.jpg": picture(),
    "drawing.png": picture("PNG"),
    "noted.png": with_notes(20),
    "moves.gif": moving(10),
    "small.webp": picture("WEBP"),
    "small.avif": picture("AVIF"),
}


@pytest.fixture
def upload(make_user, log_in):
    """Upload a file as an author by one of the ways Wagtail has."""
    user = make_user("ada")
    client = log_in(user)

    def post(name, content, way):
        data = {"title": "New", "collection": user.author.collection_id, "tags": ""}
        file = SimpleUploadedFile(name, content, "image/jpeg")
        if way == "add_multiple":
            data |= {"files[]": file}
            return client.post(
                reverse("wagtailimages:add_multiple"),
                data,
                headers={"x-requested-with": "XMLHttpRequest"},
            )
        if way == "chooser":
            fields = {f"image-chooser-upload-{field}": value for field, value in data.items()}
            url = reverse("wagtailimages_chooser:create")
            return client.post(url, fields | {"image-chooser-upload-file": file})
        return client.post(reverse("wagtailimages:add"), data | {"file": file})

    return post


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_drawn_is_refused(name, upload):
    response = upload(name, BAD[name], "add")

    assert response.status_code == 200
    assert "file" in response.context["form"].errors
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize("way", ["add_multiple", "chooser"])
@pytest.mark.parametrize("name", ["cut.jpg", "notes.png"])
def test_every_way_of_uploading_refuses_it(name, way, upload):
    response = upload(name, BAD[name], way)

    assert response.status_code == 200
    assert "damaged" in response.content.decode()
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize("name", GOOD)
def test_what_can_be_drawn_is_taken(name, upload):
    upload(name, GOOD[name], "add")

    assert get_image_model().objects.get().title == "New"


@pytest.mark.parametrize("way", ["add_multiple", "chooser"])
def test_every_way_of_uploading_takes_a_photo(way, upload):
    upload("photo.jpg", GOOD["photo.jpg"], way)

    assert get_image_model().objects.count() == 1
