"""The form in which an admin decides how a site takes tips."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from tips.admin.amounts import currency_choices, read_amount, typed_amount
from tips.admin.language_texts import LanguageTextsField

GROUPS: list[tuple[Any, list[str]]] = [
    (gettext_lazy("Tipping"), ["is_suspended"]),
    (gettext_lazy("Money"), ["default_currency", "price", "statement_descriptor"]),
    (gettext_lazy("Messages and people"), ["moderation", "retention_days", "manager_email"]),
    (
        gettext_lazy("Law"),
        ["privacy_page", "terms_page", "tax_note", "tax_note_translations"],
    ),
]
PANELS = [
    MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)
    for heading, names in GROUPS
]
# Source: https://docs.stripe.com/get-started/account/statement-descriptors
FORBIDDEN = "<>\\'\"*"


def check_statement_descriptor(text: str) -> None:
    """Raise ValidationError unless card networks can print it."""
    if not text:
        return
    if not re.fullmatch("[ -~]*", text):
        raise ValidationError(_("Use only letters A to Z, digits and simple signs."), code="latin")
    if found := [sign for sign in FORBIDDEN if sign in text]:
        raise ValidationError(
            _("Leave out %(signs)s."), params={"signs": " ".join(found)}, code="forbidden"
        )
    if not re.search("[A-Za-z]", text):
        raise ValidationError(_("Use at least one letter."), code="no_letter")


class TipSettingsForm(WagtailAdminModelForm):
    """Asks for the price as people write it, and checks it with its currency."""

    default_currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=currency_choices)
    price = forms.CharField(
        label=gettext_lazy("Price of a coffee"),
        max_length=40,
        help_text=gettext_lazy("In the currency above. Authors can choose their own."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    tax_note_translations = forms.Field(required=False)  # replaced below, once settings are there

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tax_note_translations"] = LanguageTextsField(
            label=_("Note on taxes in other languages"), max_length=500
        )
        self.fields["price"].initial = typed_amount(
            self.instance.default_unit_minor, self.instance.default_currency
        )

    def clean_statement_descriptor(self) -> str:
        text: str = self.cleaned_data["statement_descriptor"].strip()
        check_statement_descriptor(text)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("price") and cleaned.get("default_currency"):
            try:
                self.instance.default_unit_minor = read_amount(
                    cleaned["price"], cleaned["default_currency"]
                )
            except ValidationError as error:
                self.add_error("price", error)
        return cleaned
