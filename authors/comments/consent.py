"""What a reader agrees to with a comment, word for word."""

from authors.consent import ConsentTexts

TEXTS = ConsentTexts(
    {
        "2026-11": {
            "en": (
                "I agree that my comment, my name and, if I give one, my website are stored and "
                "published here. My e-mail address is stored too, but never shown. I can edit or "
                "withdraw my comment at any time by a link that I get after sending."
            ),
            "de": (
                "Ich bin damit einverstanden, dass mein Kommentar, mein Name und, falls angegeben, "
                "meine Website hier gespeichert und veröffentlicht werden. Auch meine "
                "E-Mail-Adresse wird gespeichert, aber nie gezeigt. Über einen Link, den ich nach "
                "dem Absenden bekomme, kann ich meinen Kommentar jederzeit ändern oder "
                "zurückziehen."
            ),
        },
    },
    newest="2026-11",
)
