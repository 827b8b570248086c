"""Where a link from an invitation leads: choose a password, and you are in."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from authors.invitations.forms import PasswordForm
from authors.invitations.inviting import accept
from authors.invitations.records import Invitation, from_token


@never_cache
@sensitive_post_parameters()
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form (GET, for mail scanners, too); set the password and log in (POST)."""
    invitation = from_token(token)
    if invitation is None:
        return private(render(request, "authors/invitations/ended.html", status=410))
    with translation.override(invitation.language):
        response = private(welcome(request, invitation))
    response.headers["Content-Language"] = invitation.language
    return response


def welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = PasswordForm(invitation.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = accept(invitation, form.cleaned_data["new_password1"])
        if user is None:
            return render(request, "authors/invitations/ended.html", status=410)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("authors_my_profile")
    context = {"invitation": invitation, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "authors/invitations/welcome.html", context, status=status)


def private(response: HttpResponse) -> HttpResponse:
    """Keep the link, which is a key, out of search engines and out of other sites' logs."""
    response.headers["X-Robots-Tag"] = "noindex"
    # Not "no-referrer": browsers then post the form without an origin, and Django refuses it.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
