"""The password again: whoever finds a screen unlocked can't lead an author's money away."""

import time
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors.limits import LimitReached, count

TRIES = ((5, 15 * 60),)
PROVEN_SECONDS = 30 * 60
PROVEN_AT = "tips_proven_at"


class PasswordForm(forms.Form):
    """Ask for the password of whoever is logged in."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("Asked again because this changes where money goes."),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        user: Any = self.request.user
        try:
            count("tips:password", str(user.pk), TRIES)
        except LimitReached as reached:
            minutes = -(-reached.retry_after_seconds // 60)
            text = _("Too many tries. Please wait %(minutes)d min.") % {"minutes": minutes}
            raise forms.ValidationError(text) from reached
        if self.knows(user, self.cleaned_data["password"]):
            return ""
        if user.has_usable_password():
            raise forms.ValidationError(_("This is not your password."))
        raise forms.ValidationError(_("Your login has no password here. Set one first."))

    def knows(self, user: Any, password: str) -> bool:
        """Return whether a password opens this login, by whichever way the site logs people in."""
        found = authenticate(self.request, username=user.get_username(), password=password)
        return found is not None and found.pk == user.pk


def note_proof(request: HttpRequest) -> None:
    """Remember for a while that the password was given, for the way to a provider's pages."""
    request.session[PROVEN_AT] = int(time.time())


def is_proven(request: HttpRequest) -> bool:
    return time.time() - request.session.get(PROVEN_AT, 0) < PROVEN_SECONDS
