"""References that people can type: ISO 11649, “RF”, two check digits, eight random letters.

The check digits find each wrong character and each swap of two neighbours. That holds because the
letters are only letters: a digit among them would shift the sum.
"""

import re
import secrets

ALPHABET = "BCDFGHJKMNPQRSTVWXYZ"  # no vowels, so no words; no L, which looks like a one
LENGTH = 8
# With a look ahead, so that two that overlap are both found.
PATTERN = re.compile(rf"(?=(RF[0-9]{{2}}[{ALPHABET}]{{{LENGTH}}}))")


def new_reference() -> str:
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"RF{98 - _remainder(f'{body}RF00'):02}{body}"


def is_intact(reference: str) -> bool:
    """Return whether a reference agrees with its own check digits."""
    return _remainder(reference[4:] + reference[:4]) == 1


def references_in(text: str) -> list[str]:
    """Return what can be a reference of ours in a text, however it was spaced or wrapped."""
    tight = re.sub(r"[^A-Z0-9]", "", text.upper())
    return [found for found in dict.fromkeys(PATTERN.findall(tight)) if is_intact(found)]


def spaced(reference: str) -> str:
    """Return a reference in groups of four, as it is read and typed."""
    return " ".join(re.findall(".{1,4}", reference))


def _remainder(text: str) -> int:
    return int("".join(str(int(sign, 36)) for sign in text)) % 97
