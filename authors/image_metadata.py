"""What a picture tells besides itself: where and when it was taken, by whom, with what.

It is cut out of the file; the pixels stay as they were sent, nothing is drawn anew.
"""

from io import BytesIO
from typing import Any

import willow
from PIL import ExifTags
from PIL import Image as Drawing

from authors import image_boxes, image_segments

CUTTERS = {
    "avif": image_boxes.cut,
    "gif": image_segments.cut_gif,
    "heic": image_boxes.cut,
    "jpeg": image_segments.cut_jpeg,
    "png": image_segments.cut_png,
    "webp": image_segments.cut_webp,
}


def remove_metadata(file: Any) -> bool:
    """Take out of an upload what it tells besides the picture. Tell whether there was any.

    The upload itself changes: Wagtail keeps that one, too, where a form has other errors.
    """
    if not (cut := CUTTERS.get(file.image.format_name)):
        return False
    file.seek(0)
    content = file.read()
    bare = cut(content, b"")
    if bare != content and (exif := _orientation(content)):
        bare = cut(content, exif)
    if bare != content:
        _replace(file, bare)
    file.seek(0)
    return bare != content


def _orientation(content: bytes) -> bytes:
    """Return EXIF that says how to turn the picture and nothing else; none if it stands upright."""
    with Drawing.open(BytesIO(content)) as drawing:
        turn = drawing.getexif().get(ExifTags.Base.Orientation)
    if not isinstance(turn, int) or turn not in range(2, 9):
        return b""
    entry = b"\x01\x12\x00\x03" + (1).to_bytes(4) + turn.to_bytes(2) + bytes(2)
    return b"MM\x00*" + (8).to_bytes(4) + (1).to_bytes(2) + entry + bytes(4)


def _replace(file: Any, content: bytes) -> None:
    if hasattr(file, "temporary_file_path"):  # A storage moves that file into place.
        file.seek(0)
        file.truncate()
        file.write(content)
        file.flush()
    else:
        file.file = BytesIO(content)
    file.size = len(content)
    file.image = willow.Image.open(BytesIO(content))
