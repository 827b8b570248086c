"""What an editor fills in to invite somebody, and what the invited person does."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.localization import get_available_admin_languages

from authors import limits
from authors.chooser import GuestForm
from authors.invitations.inviting import ROLES, account_with
from authors.invitations.records import Invitation
from authors.mailboxes import mailbox_of, written_alike
from authors.plain_text import OneEmailField

A_MAILBOX = ((3, 86_400),)
AN_EDITOR = ((30, 3_600),)


class InviteForm(forms.Form):
    """Invite a guest who is in the list already."""

    email = OneEmailField(label=_("E-mail address"))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=get_available_admin_languages,
        help_text=_("Of the mail and of the admin; everybody can change it later."),
    )
    role = forms.ChoiceField(
        label=_("May do"), choices=list(ROLES.items()), widget=forms.RadioSelect
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if Invitation.objects.filter(address=written_alike(email)).exists():
            raise forms.ValidationError(_("This address has been invited already."))
        if account_with(email) is not None:
            message = _("There is an account with this address: link it to the author instead.")
            raise forms.ValidationError(message)
        return email


class NewPersonForm(InviteForm, GuestForm):
    """Invite somebody who isn't in the list."""

    field_order = ["name", "kind", "another", "email", "language", "role"]


class PasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """Choose a password. Says of each fault where it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            described = [f"{self[name].auto_id}_helptext"] if field.help_text else []
            if self.is_bound and self.errors.get(name):
                described.append(f"{self[name].auto_id}_error")
                field.widget.attrs["aria-invalid"] = "true"
            if described:
                field.widget.attrs["aria-describedby"] = " ".join(described)

    @property
    def error_links(self) -> list[dict[str, str]]:
        return [
            {"anchor": self[name].id_for_label, "message": str(message)}
            for name, messages in self.errors.items()
            for message in messages
        ]


def count_mail(email: str, editor: Any) -> None:
    """Raise LimitReached if a mailbox or an editor has had enough."""
    limits.count("authors:invites", limits.fingerprint(mailbox_of(email)), A_MAILBOX)
    limits.count("authors:inviters", str(editor.pk), AN_EDITOR)
