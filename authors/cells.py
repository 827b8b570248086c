"""Cells of a spreadsheet that can't be mistaken for formulas."""

import re
import unicodedata

# Source: https://owasp.org/www-community/attacks/CSV_Injection
STARTERS = frozenset("=+-@\u2212")
BREAKS = frozenset("\t\r\n")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Letters and symbols by category, but drawn as nothing.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def safe_cell(text: str) -> str:
    """Return the text, after an apostrophe if a spreadsheet could take it for a formula."""
    for character in text:
        if character in BREAKS:
            return f"'{text}"
        if is_invisible(character):
            continue
        # NFKC turns the full-width, small and raised twins into the plain signs.
        plain = unicodedata.normalize("NFKC", character)
        return f"'{text}" if plain[:1] in STARTERS else text
    return text


def is_invisible(character: str) -> bool:
    """Return whether nothing is drawn: spaces, zero-width characters, marks, controls."""
    return character in BLANKS or unicodedata.category(character)[0] in "CMZ"


def printable(text: str) -> str:
    """Replace the control characters that XLSX has no way to write."""
    return UNWRITABLE.sub("\ufffd", text)
