"""What a reader fills in to give a tip, and to pay one again."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from authors.plain_text import OneEmailField, PlainTextField
from authors.public_forms import ErrorSummary
from tips.consent import wording
from tips.exceptions import InvalidAmount
from tips.form_key import FormKey
from tips.models import Tip
from tips.money import format_amount, parse_amount
from tips.offer import Offer, limits_minor
from tips.providers import registry

OWN = "own"


@dataclass(frozen=True)
class Given:
    """How much a reader gives: coffees, or an amount of their own, and the fee if they cover it."""

    quantity: int | None
    amount_minor: int  # all of it, the covered fee included
    covered_fee_minor: int = 0


def coffee_choices(offer: Offer) -> list[tuple[str, str]]:
    coffees = [
        (str(n), ngettext("%(n)d coffee", "%(n)d coffees", n) % {"n": n}) for n in offer.quantities
    ]
    return [*coffees, (OWN, str(_("Own amount")))]


def provider_choices(keys: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(key, str(registry.provider(key).label)) for key in keys]


class TipForm(ErrorSummary, forms.Form):
    """The tip form of one author. Price and currency come from the offer, never from the body."""

    coffees = forms.ChoiceField(
        label=_("How many coffees?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the amounts.")},
    )
    own_amount = forms.CharField(label=_("Own amount"), required=False, max_length=40)
    name = PlainTextField(label=_("Your name"), max_length=80, required=False)
    message = PlainTextField(label=_("Message"), max_length=500, multiline=True, required=False)
    visibility = forms.ChoiceField(
        label=_("Who sees it?"),
        choices=Tip.Visibility.choices,
        initial=Tip.Visibility.PRIVATE,
        widget=forms.RadioSelect,
    )
    email = OneEmailField(label=_("E-mail for the receipt"), required=False)
    allows_reply = forms.BooleanField(
        label=_("The author may answer me once, without seeing my address."), required=False
    )
    provider = forms.ChoiceField(label=_("How do you want to pay?"), widget=forms.RadioSelect)
    cover_fee = forms.BooleanField(label=_("I cover the fee"), required=False)
    consent = forms.BooleanField(
        error_messages={"required": _("Without your consent we can't take the tip.")}
    )
    leave_empty = forms.CharField(label=_("Leave this field empty"), required=False)
    form_key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, offer: Offer, key: FormKey, **kwargs: Any):
        kwargs |= {"auto_id": "tip-%s", "use_required_attribute": False}
        super().__init__(*args, **kwargs)
        self.offer, self.key = offer, key
        fields = self.fields
        fields["coffees"].choices = coffee_choices(offer)  # type: ignore[attr-defined]
        fields["provider"].choices = provider_choices(offer.providers)  # type: ignore[attr-defined]
        fields["provider"].initial = offer.providers[0]
        fields["provider"].required = len(offer.providers) > 1
        fields["cover_fee"].help_text = _(
            "You pay a little more, so that the author bears no fee. You see the sum first."
        )
        if not any(fees and not fees.is_free for fees in offer.fees.values()):
            del fields["cover_fee"]
        fields["consent"].label = wording(key.consent)
        fields["own_amount"].help_text = self.limits_hint()
        fields["own_amount"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        fields["name"].widget.attrs["autocomplete"] = "name"
        fields["email"].widget.attrs["autocomplete"] = "email"
        fields["email"].help_text = _("Only for the receipt. The author doesn't see it.")
        fields["message"].widget.attrs["rows"] = 4
        fields["message"].help_text = _("At most 500 characters.")
        fields["leave_empty"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    def limits_hint(self) -> str:
        low, high = self.offer.minimum_minor, self.offer.maximum_minor
        return _("From %(low)s to %(high)s") % {"low": self.money(low), "high": self.money(high)}

    def money(self, amount_minor: int) -> str:
        return format_amount(amount_minor, self.offer.currency)

    def clean_leave_empty(self) -> str:
        if self.cleaned_data["leave_empty"]:
            raise forms.ValidationError(_("This field is a trap for robots: please empty it."))
        return ""

    def clean_provider(self) -> str:
        return self.cleaned_data["provider"] or self.offer.providers[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not {"coffees", "own_amount"} & self.errors.keys():
            data["given"] = self.given(data["coffees"], data["own_amount"].strip())
        if data.get("given") and data.get("provider"):
            if data.get("cover_fee"):
                data["given"] = self.covered(data["given"], data["provider"])
            self.check_provider(data["given"].amount_minor, data["provider"])
        return data

    def covered(self, given: Given, key: str) -> Given:
        """Return what is given with the fee added that a provider is likely to keep."""
        fees = self.offer.fees.get(key)
        if fees is None:
            self.add_error("cover_fee", _("The fee of this way to pay isn’t known before."))
            return given
        total = fees.covering_minor(given.amount_minor)
        high = limits_minor(registry.provider(key), self.key.currency)[1]
        if total > high:
            text = gettext("With the fee that is more than %(high)s.") % {"high": self.money(high)}
            self.add_error("cover_fee", text)
            return given
        return Given(given.quantity, total, total - given.amount_minor)

    def given(self, coffees: str, own_amount: str) -> Given | None:
        """Return how much is given. What is ambiguous is asked back, never guessed."""
        if coffees == OWN or (own_amount and not coffees):
            return self.own(own_amount)
        if own_amount:
            self.add_error(
                "own_amount",
                _("You chose coffees and typed an amount: choose “Own amount”, or empty this."),
            )
            return None
        if not coffees:
            self.add_error("coffees", _("Choose how much you want to give."))
            return None
        return Given(int(coffees), int(coffees) * self.key.unit_minor)

    def own(self, text: str) -> Given | None:
        language, offer = get_language() or "en", self.offer
        limits = (offer.minimum_minor, offer.maximum_minor)
        try:
            return Given(None, parse_amount(text, self.key.currency, language, *limits))
        except InvalidAmount as error:
            self.add_error("own_amount", error)
            return None

    def check_provider(self, amount_minor: int, key: str) -> None:
        low, high = limits_minor(registry.provider(key), self.key.currency)
        if not low <= amount_minor <= high:
            text = _("This way takes %(low)s to %(high)s: choose another, or another amount.")
            self.add_error("provider", text % {"low": self.money(low), "high": self.money(high)})

    def coffee_cards(self) -> list[dict[str, Any]]:
        """Return what the template draws for each number of coffees: radio, cups and price."""
        radios = list(self["coffees"])[:-1]
        return [
            {"radio": radio, "cups": range(n), "price": self.money(n * self.offer.unit_minor)}
            for radio, n in zip(radios, self.offer.quantities, strict=True)
        ]

    def ways(self) -> list[dict[str, Any]]:
        """Return what the template draws for each way to pay: radio, name and what it keeps."""
        return [
            {"radio": radio, "label": radio.choice_label, "kept": self.kept(key)}
            for radio, key in zip(self["provider"], self.offer.providers, strict=True)
        ]

    def kept(self, key: str) -> str:
        """Return what is likely kept on the way, with an example, or an empty string if unknown."""
        fees = self.offer.fees.get(key)
        if fees is None:
            return ""
        if fees.is_free:
            return gettext("nothing is kept on the way")
        given = self.offer.unit_minor * self.offer.quantities[-1] if self.offer.quantities else 0
        given = given or self.offer.minimum_minor
        return gettext("of %(given)s, about %(rest)s arrive (an estimate)") % {
            "given": self.money(given),
            "rest": self.money(given - fees.kept_minor(given)),
        }

    def own_radio(self) -> Any:
        return list(self["coffees"])[-1]


class RetryForm(forms.Form):
    """Pay a tip that isn't paid yet: the same way again, or another."""

    key = forms.CharField(widget=forms.HiddenInput)
    provider = forms.ChoiceField(
        label=_("How do you want to pay?"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, providers: tuple[str, ...], **kwargs: Any):
        super().__init__(*args, **kwargs | {"auto_id": "retry-%s"})
        self.providers = providers
        self.fields["provider"].choices = provider_choices(providers)  # type: ignore[attr-defined]
        self.fields["provider"].initial = providers[0] if providers else None

    @property
    def has_choice(self) -> bool:
        return len(self.fields["provider"].choices) > 1  # type: ignore[attr-defined]

    @property
    def chosen(self) -> str:
        return self.cleaned_data["provider"] or self.fields["provider"].initial
