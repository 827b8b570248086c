"""Texts that authors and admins write in several languages of the site."""

from django.conf import settings


def content_languages() -> list[tuple[str, str]]:
    """Return (code, name) of the languages that the site's pages are in, the main one first."""
    known = getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES)
    main = settings.LANGUAGE_CODE
    return sorted(((code, str(name)) for code, name in known), key=lambda pair: pair[0] != main)


def in_language(text: str, translations: dict[str, str], language: str) -> str:
    """Return a text in a language, or as it was written for the site's main language."""
    for code in (language, language.split("-")[0]):
        if found := translations.get(code):
            return found
    return text
