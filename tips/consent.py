"""What a reader agrees to before paying, word for word, and where the legal pages are."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import pgettext_lazy

# A text that readers have agreed to is never edited: a new wording is a new version. It stays out
# of the message catalogues, as a translator's correction would change what was agreed to.
TEXTS = {
    "2026-11": {
        "en": (
            "I give this tip of my own free will and get nothing in return for it. My details are "
            "used to handle this payment, to send me a receipt, and to pass on my message as I "
            "chose above."
        ),
        "de": (
            "Ich gebe dieses Trinkgeld freiwillig und erhalte dafür keine Gegenleistung. Meine "
            "Angaben werden verwendet, um diese Zahlung abzuwickeln, mir einen Beleg zu schicken "
            "und meine Nachricht so weiterzugeben, wie ich es oben gewählt habe."
        ),
    },
}
CURRENT = "2026-11"
FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True)
class Consent:
    version: str  # with the language whose wording was shown, such as 2026-11/de
    text: str


def current(language: str) -> Consent:
    """Return the wording in a language, or in English where there is none."""
    texts = TEXTS[CURRENT]
    known = next(
        (code for code in (language, language.split("-")[0]) if code in texts), FALLBACK_LANGUAGE
    )
    return Consent(version=f"{CURRENT}/{known}", text=texts[known])


def wording(version: str) -> str:
    """Return the text behind a stored version, or an empty string for an unknown one."""
    number, _slash, language = version.partition("/")
    return TEXTS.get(number, {}).get(language, "")


def legal_links() -> list[tuple[str, str]]:
    """Return (label, address) of the legal pages that the site has named in its settings."""
    known = [
        (pgettext_lazy("legal page", "Privacy"), getattr(settings, "TIPS_PRIVACY_URL", "")),
        (pgettext_lazy("legal page", "Terms"), getattr(settings, "TIPS_TERMS_URL", "")),
    ]
    return [(str(label), url) for label, url in known if url]
