"""Everything a person can read exists in German."""

import shutil

import pytest

from tests.messages import APPS, extracted

needs_gettext = pytest.mark.skipif(
    shutil.which("xgettext") is None, reason="needs GNU gettext to collect the strings"
)


def untranslated(app: str) -> list[str]:
    return [
        str(message.id)
        for message in extracted(app)
        if message.id and (message.fuzzy or not all(as_tuple(message.string)))
    ]


def as_tuple(text) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


@needs_gettext
@pytest.mark.parametrize("app", APPS)
def test_every_string_has_german(app):
    assert untranslated(app) == []
