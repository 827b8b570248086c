"""JPEG, PNG, WebP and GIF without the parts that aren't the picture.

Each function takes a file's content and the EXIF that it shall have instead.
Sources: https://www.w3.org/Graphics/JPEG/itu-t81.pdf (annex B), https://www.w3.org/TR/png-3/,
https://developers.google.com/speed/webp/docs/riff_container,
https://www.w3.org/Graphics/GIF/spec-gif89a.txt
"""

import re
import zlib
from collections.abc import Iterator

from authors.png import SIGNATURE

JPEG_SCAN, JPEG_END = 0xDA, 0xD9
JPEG_ALONE = {0x00, 0x01, 0xFF, *range(0xD0, 0xD9)}  # They have no length.
JPEG_NOTES = {*range(0xE0, 0xF0), 0xFE}
# Density, colour profile, and how colours are stored.
JPEG_KEPT = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
JPEG_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
PNG_KEPT = set(
    b"tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
WEBP_KEPT = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"}
WEBP_HAS_EXIF, WEBP_HAS_XMP = 0x08, 0x04
GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def cut_jpeg(content: bytes, exif: bytes) -> bytes:
    """Keep one picture: phones hang a second one, or a film, behind the first."""
    kept = [part for kind, part in _jpeg_parts(content) if _is_kept(kind, part)]
    if exif:
        exif = b"Exif\x00\x00" + exif
        place = 1 if kept and kept[0][1] == 0xE0 else 0
        kept.insert(place, b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif)
    return content[:2] + b"".join(kept) + bytes([0xFF, JPEG_END])


def _is_kept(kind: int, part: bytes) -> bool:
    start = JPEG_KEPT.get(kind)
    return kind not in JPEG_NOTES or (start is not None and part[4:].startswith(start))


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    place = content.find(b"\xff", 2)
    while 0 <= place < len(content) - 3 and (kind := content[place + 1]) != JPEG_END:
        end = place + 1
        if kind not in JPEG_ALONE:
            end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
            if kind == JPEG_SCAN:
                follower = JPEG_AFTER_SCAN.search(content, end)
                end = follower.start() if follower else len(content)
            yield kind, content[place:end]
        place = content.find(b"\xff", end)


def cut_png(content: bytes, exif: bytes) -> bytes:
    kept, place, kind = [SIGNATURE], len(SIGNATURE), b""
    while place < len(content) and kind != b"IEND":
        kind = content[place + 4 : place + 8]
        end = place + 12 + int.from_bytes(content[place : place + 4])
        if kind in PNG_KEPT or kind[:1].isupper():
            kept.append(content[place:end])
        if kind == b"IHDR" and exif:
            check = zlib.crc32(b"eXIf" + exif).to_bytes(4)
            kept.append(len(exif).to_bytes(4) + b"eXIf" + exif + check)
        place = end
    return b"".join(kept)


def cut_webp(content: bytes, exif: bytes) -> bytes:
    kept, place = [], 12
    whole = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while place < whole:
        kind, size = content[place : place + 4], content[place + 4 : place + 8]
        end = place + 8 + int.from_bytes(size, "little")
        end += end % 2
        part = content[place:end]
        if kind == b"VP8X":
            flags = part[8] & ~(WEBP_HAS_EXIF | WEBP_HAS_XMP) | (WEBP_HAS_EXIF if exif else 0)
            part = part[:8] + bytes([flags]) + part[9:]
        kept += [part] if kind in WEBP_KEPT else []
        place = end
    if exif:
        kept.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif + bytes(len(exif) % 2))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def cut_gif(content: bytes, exif: bytes) -> bytes:
    """Drop comments and what programs noted. A GIF has no EXIF."""
    place = 13 + _gif_colours(content[10])
    kept = [content[:place]]
    while place < len(content) and content[place] != 0x3B:
        kind, label = content[place], content[place + 1 : place + 2]
        if kind == 0x2C:
            end = _gif_end(content, place + 11 + _gif_colours(content[place + 9]))
            kept.append(content[place:end])
        elif kind == 0x21:
            end = _gif_end(content, place + 2)
            is_note = label == b"\xff" and content[place + 3 : place + 14] not in GIF_KEPT
            kept += [] if is_note or label == b"\xfe" else [content[place:end]]
        else:
            end = place + 1
        place = end
    return b"".join(kept) + b"\x3b"


def _gif_colours(flags: int) -> int:
    """Return how long the table of colours is."""
    return 3 * 2 ** (flags % 8 + 1) if flags & 0x80 else 0


def _gif_end(content: bytes, place: int) -> int:
    while place < len(content) and content[place]:
        place += content[place] + 1
    return place + 1
