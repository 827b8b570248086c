"""Text fields for strangers: what they type is text, never a trick with invisible characters."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# Embeddings, overrides and isolates turn the text around them as well.
BIDI_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Seen as nothing, though Unicode calls them letters or symbols.
BLANK_LETTERS = set("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
KEPT_CONTROLS = {"\n"}
# Normalising a long run of combining marks takes quadratic time.
LONGEST_RAW_FACTOR = 4


def cleaned(text: str, *, multiline: bool = False) -> str:
    """Return text without control and bidi characters, in NFC; "" if nothing can be seen of it."""
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text).replace("\t", " ")
    if not multiline:
        text = text.replace("\n", " ")
    kept = (c for c in text if not is_harmful(c))
    text = unicodedata.normalize("NFC", "".join(kept)).strip()
    return text if any(is_visible(c) for c in text) else ""


def is_harmful(character: str) -> bool:
    category = unicodedata.category(character)
    is_control = category in {"Cc", "Cs"} and character not in KEPT_CONTROLS
    return is_control or character in BIDI_CONTROLS


def is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZM" and character not in BLANK_LETTERS


class PlainTextField(forms.CharField):
    """A text of at most `max_length` visible characters, in one line or several."""

    def __init__(self, *, max_length: int, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        kwargs.setdefault("widget", forms.Textarea if multiline else forms.TextInput)
        super().__init__(max_length=max_length, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if len(text) > LONGEST_RAW_FACTOR * (self.max_length or 0):
            raise ValidationError(
                _("This is far too long: at most %(limit)d characters fit."),
                code="max_length",
                params={"limit": self.max_length},
            )
        return cleaned(text, multiline=self.multiline)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave `maxlength` out of a message: browsers cut what is pasted, without a word."""
        return {} if self.multiline else super().widget_attrs(widget)


class OneEmailField(forms.EmailField):
    """Exactly one plain address: no quotes, no comments, nothing that splits a header."""

    default_validators = [
        *forms.EmailField.default_validators,
        RegexValidator(r"^[^\s\"<>(),:;\\\[\]\x00-\x1f\x7f]+$", _("Enter a valid email address.")),
    ]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)
