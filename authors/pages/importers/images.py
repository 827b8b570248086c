"""Pictures of the old site as images of this one."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from authors.image_form import DrawableImageField
from authors.pages.importers.fetching import Fetcher, Unfetched
from authors.pages.importers.media_folder import MediaFolder
from authors.pages.importers.web_addresses import parts_of


class Images:
    """Finds the picture of an address: in a folder, else where it was, if that may be asked.

    A rehearsal stores no file, as nothing could take it back, and fetches none.
    """

    def __init__(
        self,
        folder: MediaFolder | None = None,
        fetcher: Fetcher | None = None,
        is_rehearsal: bool = False,
    ) -> None:
        self.folder = folder or MediaFolder()
        self.fetcher = fetcher
        self.is_rehearsal = is_rehearsal
        self.base = ""
        self._known: dict[str, int | None] = {}
        self._ahead: dict[str, bytes | None] = {}

    @property
    def is_idle(self) -> bool:
        """Tell that there is nowhere to look."""
        return self.folder.folder is None and self.fetcher is None

    def would_be_there(self, address: str) -> bool:
        """Tell in a rehearsal whether a file is likely to be found, without looking into it."""
        is_likely = self.fetcher is not None or self.folder.file_of(address) is not None
        return self.is_rehearsal and is_likely and _is_wanted(address)

    def look_ahead(self, addresses: Iterable[str]) -> None:
        """Fetch what one post shows, before its transaction: nobody else could write meanwhile."""
        if self.fetcher is not None and not self.is_rehearsal:
            wanted = [a for a in dict.fromkeys(addresses) if _is_wanted(a) and a not in self._known]
            missing = [a for a in wanted if self.folder.file_of(a) is None]
            self._ahead = {address: self._fetched(address) for address in missing}

    def image(self, address: str, title: str) -> Any:
        """Return the image of an address, which one upload serves however often it is shown.

        None if there is no such file, or if nobody could have uploaded it.
        """
        if self.is_rehearsal or not _is_wanted(address):
            return None
        if address not in self._known:
            image = self._brought(address, title)
            self._known[address] = image.pk if image else None
        return get_image_model().objects.filter(pk=self._known[address]).first()

    def _brought(self, address: str, title: str) -> Any:
        content = self._content(address)
        if content is None:
            return None
        try:
            upload = DrawableImageField().clean(SimpleUploadedFile(_name(address), content))
        except ValidationError:
            return None
        digest = hash_filelike(upload)  # of what is kept: the field may take out metadata
        same = get_image_model().objects.filter(file_hash=digest).first()
        return same or _stored(upload, title)

    def _content(self, address: str) -> bytes | None:
        file = self.folder.file_of(address)
        return file.read_bytes() if file else self._ahead.get(address)

    def _fetched(self, address: str) -> bytes | None:
        try:
            return self.fetcher.fetch(urljoin(self.base, address)) if self.fetcher else None
        except Unfetched:
            return None


def _is_wanted(address: str) -> bool:
    return (
        PurePosixPath(_name(address)).suffix.lower().lstrip(".")
        in settings.WAGTAILIMAGES_EXTENSIONS
    )


def _name(address: str) -> str:
    return PurePosixPath(unquote(parts_of(address).path)).name


def _stored(upload: Any, title: str) -> Any:
    upload.seek(0)
    image = get_image_model()(
        title=(title or PurePosixPath(upload.name).stem)[:255], file=upload, file_size=upload.size
    )
    image._set_file_hash()
    image.save()
    return image
