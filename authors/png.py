"""The outline of a PNG file. Source: https://www.w3.org/TR/png-3/#5DataRep"""

from typing import IO

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIXELS = {b"IDAT", b"fdAT"}
# Cameras and programs write a dozen.
MOST_NOTES = 1_000


def too_many_chunks(file: IO[bytes]) -> bool:
    """Tell whether a file is a PNG with more chunks beside its pixels than anybody needs."""
    if file.read(len(SIGNATURE)) != SIGNATURE:
        return False
    notes = 0
    while notes <= MOST_NOTES:
        head = file.read(8)
        if len(head) < 8:
            return False
        length, kind = int.from_bytes(head[:4]), head[4:]
        file.seek(length + 4, 1)
        notes += kind not in PIXELS
    return True
