"""What a follower agrees to, word for word."""

from authors.consent import ConsentTexts

TEXTS = ConsentTexts(
    {
        "2026-11": {
            "en": (
                "I want to be told by e-mail of what I follow here. For that my address, my "
                "language and what I follow are stored, until I leave; each mail has a link for it."
            ),
            "de": (
                "Ich möchte per E-Mail erfahren, was es Neues von dem gibt, dem ich hier folge. "
                "Dafür werden meine Adresse, meine Sprache und wem oder was ich folge gespeichert, "
                "bis ich mich abmelde; in jeder Mail steht ein Link dafür."
            ),
        },
    },
    newest="2026-11",
)
