"""Pictures of the old site, taken from a copy of its folder of uploads."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from authors.image_form import DrawableImageField

# Where WordPress and Ghost keep uploads: what follows in an address is a file's place in the folder.
UPLOADS = ("/wp-content/uploads/", "/content/images/")
LARGEST_BYTES = 20_000_000


class MediaFolder:
    """Find files by the address that they had. Without a folder there are none."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder.resolve() if folder else None

    def file_of(self, address: str) -> Path | None:
        """Return the file of an address; nothing outside the folder, nothing too large."""
        try:
            path = unquote(urlsplit(address).path)
            place = next(path.split(start, 1)[1] for start in UPLOADS if start in path)
            if self.folder is None:
                return None
            file = (self.folder / place.lstrip("/")).resolve()
            is_within = file.is_relative_to(self.folder) and file.is_file()
            return file if is_within and file.stat().st_size <= LARGEST_BYTES else None
        except (ValueError, OSError, StopIteration):
            return None

    def image(self, address: str, title: str) -> Any:
        """Return the picture of an address, which one upload serves however often it is shown.

        None if there is no such file, or if nobody could have uploaded it.
        """
        file = self.file_of(address)
        if file is None or file.suffix.lower().lstrip(".") not in settings.WAGTAILIMAGES_EXTENSIONS:
            return None
        if (upload := _upload(file)) is None:
            return None
        known = get_image_model().objects.filter(file_hash=hash_filelike(upload))
        return known.first() or _stored(upload, title or file.stem)


def _upload(file: Path) -> Any:
    try:
        return DrawableImageField().clean(SimpleUploadedFile(file.name, file.read_bytes()))
    except ValidationError:
        return None


def _stored(upload: Any, title: str) -> Any:
    upload.seek(0)
    image = get_image_model()(title=title[:255], file=upload)
    image._set_file_hash()
    image.file_size = upload.size
    image.save()
    return image
