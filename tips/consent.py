"""What a reader agrees to before paying, word for word, and where the legal pages are."""

from django.conf import settings
from django.utils.translation import pgettext_lazy

from authors.consent import ConsentTexts, privacy_url

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


def legal_links() -> list[tuple[str, str]]:
    """Return (label, address) of the legal pages that the site has named in its settings."""
    known = [
        (pgettext_lazy("legal page", "Privacy"), privacy_url()),
        (pgettext_lazy("legal page", "Terms"), getattr(settings, "TIPS_TERMS_URL", "")),
    ]
    return [(str(label), url) for label, url in known if url]
