"""AVIF and HEIC without EXIF and XMP, which are overwritten where they lie.

Their addresses are counted from the file's start, so that nothing may become shorter. How the
picture is turned stands elsewhere in these files and stays.
Sources: ISO/IEC 14496-12, 8.11; https://aomediacodec.github.io/av1-avif/
"""

from collections.abc import Iterator
from itertools import count

NESTS = {b"moov": 0, b"trak": 0, b"meta": 4}  # how many bytes come before what is inside
EMPTY_EXIF = bytes(4) + b"II*\x00\x08\x00\x00\x00" + bytes(6)
BLANKS = {b"Exif": (EMPTY_EXIF, b"\x00"), b"mime": (b"", b" "), b"uri ": (b"", b" ")}
# A phone cuts a picture into some fifty.
MOST_PIECES = 5_000

Box = tuple[bytes, int, int]


def cut(content: bytes, exif: bytes) -> bytes:
    bare, pieces = bytearray(content), count()
    for start, end in _metas(content, 0, len(content)):
        boxes = {kind: (begin, stop) for kind, begin, stop in _boxes(content, start, end)}
        if b"iinf" in boxes and b"iloc" in boxes:
            kinds = _kinds(content, *boxes[b"iinf"])
            inner = boxes.get(b"idat", (0, 0))[0]
            for number, begin, size in _places(content, boxes[b"iloc"][0], inner):
                if next(pieces) > MOST_PIECES or begin + size > len(content):
                    raise ValueError("the table of items can't be right")
                if blank := BLANKS.get(kinds.get(number, b"")):
                    bare[begin : begin + size] = blank[0].ljust(size, blank[1])[:size]
    return bytes(bare)


def _boxes(content: bytes, place: int, end: int) -> Iterator[Box]:
    """Yield (kind, start, end) of what is inside the boxes."""
    while place + 8 <= end:
        size, head = int.from_bytes(content[place : place + 4]), 8
        if size == 1:
            size, head = int.from_bytes(content[place + 8 : place + 16]), 16
        stop = min(place + size, end) if size else end
        yield content[place + 4 : place + 8], place + head, stop
        place = max(stop, place + 8)


def _metas(content: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    for kind, begin, stop in _boxes(content, start, end):
        if kind == b"meta":
            yield begin + NESTS[kind], stop
        elif kind in NESTS:
            yield from _metas(content, begin, stop)


def _kinds(content: bytes, start: int, end: int) -> dict[int, bytes]:
    """Return what each numbered item is."""
    kinds = {}
    for _kind, begin, _stop in _boxes(content, start + (8 if content[start] else 6), end):
        width = 4 if content[begin] > 2 else 2
        number = int.from_bytes(content[begin + 4 : begin + 4 + width])
        kinds[number] = content[begin + 6 + width : begin + 10 + width]
    return kinds


class _Numbers:
    def __init__(self, content: bytes, place: int) -> None:
        self.content, self.place = content, place

    def next(self, width: int) -> int:
        self.place += width
        if self.place > len(self.content):
            raise ValueError("the table of items breaks off")
        return int.from_bytes(self.content[self.place - width : self.place])


def _places(content: bytes, start: int, inner: int) -> Iterator[tuple[int, int, int]]:
    """Yield (number, start, length) of each piece of each item; `inner` is where idat starts."""
    numbers = _Numbers(content, start)
    version = numbers.next(4) >> 24
    widths = numbers.next(2)
    offset, length, base, index = (widths >> shift & 15 for shift in (12, 8, 4, 0))
    for _item in range(numbers.next(4 if version == 2 else 2)):
        number = numbers.next(4 if version == 2 else 2)
        method = numbers.next(2) & 15 if version else 0
        numbers.next(2)
        origin = numbers.next(base) + (inner if method == 1 else 0)
        for _extent in range(numbers.next(2)):
            numbers.next(index if version else 0)
            begin = origin + numbers.next(offset)
            yield number, begin, numbers.next(length)
