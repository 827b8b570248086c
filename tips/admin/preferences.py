"""How an author takes tips, and how a site does: the two forms that people fill in."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tips.admin.amounts import currency_choices, read_amount, typed_amount
from tips.admin.language_texts import LanguageTextsField
from tips.admin.sections import OwnScreen
from tips.models import TipPreferences, TipSettings


class PreferencesForm(forms.ModelForm):
    """An author's choices. Price and currency go together: a price without one means nothing."""

    currency = forms.ChoiceField(label=gettext_lazy("Currency"), required=False)
    price = forms.CharField(
        label=gettext_lazy("Price of a coffee"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    field_order = ["accepts_tips", "currency", "price", "thank_you", "thank_you_translations"]

    class Meta:
        model = TipPreferences
        fields = [
            "accepts_tips",
            "thank_you",
            "thank_you_translations",
            "shows_wall",
            "notification",
        ]
        widgets = {
            "thank_you": forms.Textarea(attrs={"rows": 3}),
            "notification": forms.RadioSelect,
        }

    def __init__(self, *args: Any, site_settings: TipSettings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site_settings = site_settings
        self.fields["thank_you_translations"] = LanguageTextsField(
            label=_("Thank-you text in other languages"), max_length=500
        )
        default = site_settings.default_currency
        cast(forms.ChoiceField, self.fields["currency"]).choices = [
            ("", _("The site's: %(currency)s") % {"currency": default}),
            *currency_choices(),
        ]
        self.fields["currency"].initial = self.instance.currency
        self.fields["price"].help_text = _("Empty for the site's: %(amount)s.") % {
            "amount": typed_amount(site_settings.default_unit_minor, default)
        }
        if self.instance.unit_minor:
            self.fields["price"].initial = typed_amount(
                self.instance.unit_minor, self.instance.currency or default
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        currency = cleaned.get("currency") or self.site_settings.default_currency
        text = cleaned.get("price", "").strip()
        if text and "currency" in cleaned:
            try:
                cleaned["unit_minor"] = read_amount(text, currency)
            except ValidationError as error:
                self.add_error("price", error)
        elif currency != self.site_settings.default_currency:
            self.add_error("price", _("Enter a price in this currency."))
        return cleaned

    def save(self, commit: bool = True) -> TipPreferences:
        self.instance.currency = self.cleaned_data["currency"]
        self.instance.unit_minor = self.cleaned_data.get("unit_minor")
        return super().save(commit)


class PreferencesView(OwnScreen, WagtailAdminTemplateMixin, FormView):
    """The preferences of the author who is logged in."""

    section = "my_tips:preferences"
    template_name = "tips/admin/preferences.html"
    form_class = PreferencesForm
    page_title = gettext_lazy("Tip preferences")
    header_icon = "cog"

    def get_form_kwargs(self) -> dict[str, Any]:
        preferences = TipPreferences.objects.filter(author=self.author).first()
        return super().get_form_kwargs() | {
            "instance": preferences or TipPreferences(author=self.author),
            "site_settings": TipSettings.for_request(self.request),
        }

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Your tip preferences are saved."))
        return redirect("my_tips:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sections": self.sections()}
