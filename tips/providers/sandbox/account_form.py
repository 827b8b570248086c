"""An author's make-believe account: any name will do."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from authors.plain_text import PlainTextField
from tips.providers.base import AccountForm, AccountTruth


class SandboxAccountForm(AccountForm):
    holder = PlainTextField(
        label=_("Name of the test account"),
        max_length=60,
        help_text=_("Any name will do: this is test money."),
    )

    def account(self, livemode: bool) -> AccountTruth:
        holder = self.cleaned_data["holder"]
        return AccountTruth(
            remote_id=f"acct_{slugify(holder, allow_unicode=False) or 'test'}",
            livemode=livemode,
            takes_payments=True,
            pays_out=True,
            label=holder,
        )
