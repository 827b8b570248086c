"""Where editors invite somebody, send the link again, or take the invitation back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.widgets import Button, HeaderButton

from authors.exceptions import AlreadyInvited
from authors.groups import AUTHORS
from authors.invitations.forms import InviteForm, NewPersonForm, count_mail
from authors.invitations.inviting import invite, revoke, send_again
from authors.invitations.records import Invitation, days_valid
from authors.limits import LimitReached
from authors.models import Author

TOO_MANY = gettext_lazy("Too many invitations for now. Please try again tomorrow.")


def may_invite(user: Any) -> bool:
    return bool(user.has_perms(["authors.add_author", "authors.change_author"]))


def is_possible() -> bool:
    """Tell whether the site has an address for the links in the mails."""
    try:
        return bool(reverse("authors_invitations:accept", args=["x"]))
    except NoReverseMatch:
        return False


class EditorsView(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (may_invite(request.user) and is_possible()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class InviteView(EditorsView):
    """Invite a new person, or with a key a guest who is in the list."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        guest = self.guest(pk)
        if guest and guest.user_id:
            return redirect("authors:invitation", guest.pk)
        return self.show(self.form_class(guest)(initial=self.initial), guest)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        guest = self.guest(pk)
        if guest and guest.user_id:
            return redirect("authors:invitation", guest.pk)
        form = self.form_class(guest)(request.POST)
        if not form.is_valid():
            return self.show(form, guest)
        author = guest or form.instance
        facts = {name: form.cleaned_data[name] for name in ("email", "language", "role")}
        try:
            count_mail(facts["email"], request.user)
            invitation = invite(author, by=request.user, **facts)
        except (LimitReached, AlreadyInvited) as error:
            form.add_error("email", TOO_MANY if isinstance(error, LimitReached) else error)
            return self.show(form, guest)
        messages.success(request, _("%(name)s is invited.") % {"name": invitation.author})
        return redirect("authors:invitation", invitation.author_id)

    @property
    def initial(self) -> dict[str, Any]:
        return {"language": get_language(), "role": AUTHORS}

    def guest(self, pk: int | None) -> Author | None:
        return get_object_or_404(Author.objects.unmerged(), pk=pk) if pk else None

    def form_class(self, guest: Author | None) -> Any:
        return InviteForm if guest else NewPersonForm

    def show(self, form: Any, guest: Author | None) -> HttpResponse:
        context = {"form": form, "author": guest, "days": days_valid()}
        return render(self.request, "authors/admin/invite.html", context)


class InvitationView(EditorsView):
    """Show how an invitation stands; send it again or take it back."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = Invitation.objects.filter(author=pk).select_related("author", "user").first()
        if invitation is None:
            return redirect("authors:edit", pk)
        return render(request, "authors/admin/invitation.html", {"invitation": invitation})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = get_object_or_404(Invitation, author=pk)
        try:
            text = self.act(request, invitation)
        except (ValidationError, LimitReached) as error:
            reason = TOO_MANY if isinstance(error, LimitReached) else error.messages[0]
            messages.error(request, reason)
            return redirect("authors:invitation", pk)
        messages.success(request, text % {"name": invitation.author})
        return redirect("authors:edit", pk)

    def act(self, request: HttpRequest, invitation: Invitation) -> str:
        if "revoke" in request.POST:
            revoke(invitation, by=request.user)
            return _("The invitation is revoked. %(name)s stays in the list as a guest.")
        count_mail(invitation.address, request.user)
        send_again(invitation, by=request.user)
        return _("%(name)s gets a new link; the earlier one no longer works.")


def invite_button(user: Any) -> list[HeaderButton]:
    if not (may_invite(user) and is_possible()):
        return []
    url = reverse("authors:invite")
    return [HeaderButton(pgettext("button", "Invite an author"), url=url, icon_name="mail")]


def invitation_button(user: Any, author: Author) -> list[Button]:
    if author.merged_into_id or author.left_on or not (may_invite(user) and is_possible()):
        return []
    if author.user_id is None:
        url = reverse("authors:invite_guest", args=[author.pk])
        return [Button(_("Invite by e-mail"), url=url, icon_name="mail", priority=30)]
    if not Invitation.objects.filter(author=author.pk, accepted_at=None).exists():
        return []
    url = reverse("authors:invitation", args=[author.pk])
    return [Button(_("Invitation"), url=url, icon_name="mail", priority=30)]
