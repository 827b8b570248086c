"""Texts that readers agree to, word for word, each with a version that is stored beside the yes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse

FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True)
class Consent:
    version: str  # with the language whose wording was shown, such as 2026-11/de
    text: str


@dataclass(frozen=True)
class ConsentTexts:
    """The wordings of one consent, by version and language.

    A text that readers have agreed to is never edited: a new wording is a new version. It stays out
    of the message catalogues, as a translator's correction would change what was agreed to.
    """

    texts: Mapping[str, Mapping[str, str]]
    newest: str

    def current(self, language: str) -> Consent:
        """Return the wording in a language, or in English where there is none."""
        texts = self.texts[self.newest]
        codes = (language, language.split("-")[0])
        known = next((code for code in codes if code in texts), FALLBACK_LANGUAGE)
        return Consent(version=f"{self.newest}/{known}", text=texts[known])

    def wording(self, version: str) -> str:
        """Return the text behind a stored version, or an empty string for an unknown one."""
        number, _slash, language = version.partition("/")
        return self.texts.get(number, {}).get(language, "")


def privacy_url() -> str:
    """Return the address of the site's privacy page: the one it has named, or ours, or ""."""
    try:
        return getattr(settings, "AUTHORS_PRIVACY_URL", "") or reverse("authors_privacy:page")
    except NoReverseMatch:
        return ""
