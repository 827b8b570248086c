"""An author's own bank account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors.plain_text import PlainTextField
from tips.providers.bank.account import LONGEST_NAME, faults, payee_of
from tips.providers.base import AccountForm, AccountTruth


class BankAccountForm(AccountForm):
    """Who holds the account, and its IBAN. Readers see both when they transfer a tip."""

    holder = PlainTextField(label=gettext_lazy("Account holder"), max_length=LONGEST_NAME)
    iban = forms.CharField(
        label=gettext_lazy("IBAN"),
        max_length=50,
        help_text=gettext_lazy("Readers see holder and IBAN when they transfer a tip to you."),
    )
    bic = forms.CharField(
        label=gettext_lazy("BIC"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Only needed for an account outside the European Economic Area."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        texts = {
            "iban": _("This isn’t the IBAN of an account within SEPA: one character may be wrong."),
            "bic": _("This isn’t a BIC, or one is needed for this account."),
        }
        typed = [data.get(name, "") for name in ("holder", "iban", "bic")]
        found = faults(payee_of(*typed)) if data.get("iban") else []
        for name in set(found) & set(texts):
            self.add_error(name, ValidationError(texts[name], code="invalid"))
        return data

    def account(self, livemode: bool) -> AccountTruth:
        typed = payee_of(*(self.cleaned_data[name] for name in ("holder", "iban", "bic")))
        return AccountTruth(
            remote_id=typed.iban,
            livemode=livemode,
            takes_payments=True,
            pays_out=True,
            label=f"{typed.iban[:2]} … {typed.iban[-4:]}",
            country=typed.iban[:2],
            currency="EUR",
            details={"holder": typed.name, "bic": typed.bic},
        )
