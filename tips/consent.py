"""What a reader agrees to before paying, word for word, and where the legal pages are."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from authors.consent import ConsentTexts, privacy_url
from tips.models import TipSettings

TEXTS = ConsentTexts(
    {
        "2026-11": {
            "en": (
                "I give this tip of my own free will and get nothing in return for it. My details "
                "are used to handle this payment, to send me a receipt, and to pass on my message "
                "as I chose above."
            ),
            "de": (
                "Ich gebe dieses Trinkgeld freiwillig und erhalte dafür keine Gegenleistung. Meine "
                "Angaben werden verwendet, um diese Zahlung abzuwickeln, mir einen Beleg zu "
                "schicken und meine Nachricht so weiterzugeben, wie ich es oben gewählt habe."
            ),
        },
    },
    newest="2026-11",
)
current, wording = TEXTS.current, TEXTS.wording


def legal_links(request: HttpRequest) -> list[tuple[str, str]]:
    """Return (label, address) of the legal pages: those chosen in the admin, else in settings."""
    chosen = TipSettings.for_request(request)
    terms_url = getattr(settings, "TIPS_TERMS_URL", "")
    known = [
        (pgettext_lazy("legal page", "Privacy"), _url(chosen.privacy_page) or privacy_url()),
        (pgettext_lazy("legal page", "Terms"), _url(chosen.terms_page) or terms_url),
    ]
    return [(str(label), url) for label, url in known if url]


def _url(page: Any) -> str:
    """Return the address of a page that is live, in the reader's language where it is translated."""
    return (page.localized.url or "") if page and page.localized.live else ""
