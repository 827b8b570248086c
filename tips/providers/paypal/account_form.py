"""An author's own PayPal account."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tips.providers.base import AccountForm, AccountTruth
from tips.providers.paypal.checkout import is_payee


class PayPalAccountForm(AccountForm):
    """Whom PayPal pays: nobody is asked, so the first tip shows whether it was right."""

    payee = forms.CharField(
        label=gettext_lazy("E-mail address or merchant id at PayPal"),
        max_length=254,
        help_text=gettext_lazy("PayPal shows it to readers who pay you. Check it twice."),
    )

    def clean_payee(self) -> str:
        payee: str = self.cleaned_data["payee"].strip()
        if not is_payee(payee):
            raise ValidationError(
                _("This is neither an e-mail address nor a merchant id."), code="invalid"
            )
        return payee

    def account(self, livemode: bool) -> AccountTruth:
        payee = self.cleaned_data["payee"]
        return AccountTruth(
            remote_id=payee,
            livemode=livemode,
            takes_payments=True,
            pays_out=True,
            label=payee[:100],
        )
