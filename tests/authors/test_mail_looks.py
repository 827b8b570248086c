"""Mails look right on light and on dark screens."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
LAYOUT = (TEMPLATES / "authors/mail/_layout.html").read_text()
DARK, FRAME = LAYOUT.partition("<style>")[2].split("</style>")
# White on a button: the rule for the button says what it becomes.
WITH_ITS_BACKGROUND = {"#fffaf5"}


def colours_in(text):
    return set(re.findall(r"#[0-9a-f]{6}\b", text))


def test_every_colour_of_a_mail_has_one_for_dark_screens():
    mails = [path.read_text() for path in TEMPLATES.glob("**/mail/*.html")]
    mails.append((TEMPLATES / "authors/invitations/mail.html").read_text())
    others = [text for text in mails if text != LAYOUT]

    used = colours_in("".join([FRAME, *others])) - WITH_ITS_BACKGROUND

    assert used == colours_in("".join(re.findall(r"\[style.*?\]", DARK)))
