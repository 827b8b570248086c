"""A copy of the old site's folder of uploads."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Where WordPress and Ghost keep uploads: what follows in an address is a file's place in the folder.
UPLOADS = ("/wp-content/uploads/", "/content/images/")
LARGEST_BYTES = 20_000_000
# Both keep smaller copies beside what was uploaded: sea-300x200.png, size/w600/format/webp/sea.png
SMALLER = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)|^size/w\d+(?:h\d+)?/(?:format/\w+/)?")


class MediaFolder:
    """Find files by the address that they had. Without a folder there are none."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder.resolve() if folder else None

    def file_of(self, address: str) -> Path | None:
        """Return the file of an address; nothing outside the folder, nothing too large."""
        try:
            files = [file for file in self._files(address) if file.is_file()]
            return next((f for f in files if f.stat().st_size <= LARGEST_BYTES), None)
        except (ValueError, OSError):
            return None

    def _files(self, address: str) -> Iterator[Path]:
        """Yield where a picture may be: first as it was uploaded, then as it was shown."""
        path = unquote(urlsplit(address).path)
        place = next((path.split(start, 1)[1] for start in UPLOADS if start in path), None)
        if self.folder is None or place is None:
            return
        for name in dict.fromkeys([SMALLER.sub("", place.lstrip("/")), place.lstrip("/")]):
            file = (self.folder / name).resolve()
            if file.is_relative_to(self.folder):
                yield file
