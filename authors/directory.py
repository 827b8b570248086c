"""Who writes here, as a list to leaf through: by letter, and by a part of a name."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from authors.models import Author


@dataclass(frozen=True)
class Entry:
    """An author in the directory. `plain` holds the name in every spelling that finds it."""

    pk: int
    letter: str
    plain: str
    key: tuple[bool, str]


def entries_of(authors: Iterable[Author]) -> list[Entry]:
    """Return the authors in the order of a printed directory: Ärzte among A, Ελένη after Z."""
    return sorted((entry_of(author) for author in authors), key=lambda entry: entry.key)


def entry_of(author: Author) -> Entry:
    filed_under = (author.sort_name or author.name).strip()
    letter = letter_of(filed_under)
    spelling = anyascii(filed_under) if letter.isascii() else filed_under
    names = f"{author.name}\n{author.sort_name}"
    plain = f"{names}\n{anyascii(names)}".casefold()
    return Entry(author.pk, letter, plain, (not letter.isascii(), spelling.casefold()))


def letter_of(name: str) -> str:
    """Return the letter a name is filed under: A for Ä, O for Ø, L for Ł, but Ε for Έλλη."""
    first = next((sign for sign in name if sign.isalnum()), "")
    if not first:
        return "#"
    if unicodedata.name(first, "").startswith(("LATIN", "DIGIT")):
        latin = anyascii(first)[:1].upper()
        return latin if latin.isalpha() else "#"
    return unicodedata.normalize("NFD", first)[0].upper()


def letters_of(entries: Sequence[Entry]) -> list[str]:
    return list(dict.fromkeys(entry.letter for entry in entries))


def narrowed(entries: Sequence[Entry], letter: str = "", words: Sequence[str] = ()) -> list[int]:
    """Return the keys of those under a letter whose names hold every word, accents or not."""
    wanted = letter_of(letter) if letter else ""
    found = [entry for entry in entries if not wanted or entry.letter == wanted]
    return [entry.pk for entry in found if all(is_part(word, entry.plain) for word in words)]


def is_part(word: str, plain: str) -> bool:
    return word.casefold() in plain or (anyascii(word).casefold() or word) in plain
