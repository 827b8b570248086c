"""Where an editor notes that an author has left, and takes it back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.widgets import Button

from authors.extensions import leaving_notes
from authors.leaving import LEFT, RETURNED, closed_account, come_back, leave, may_close
from authors.models import Author


class LeaveForm(forms.Form):
    """Choose what becomes of the account, if there is one."""

    DEACTIVATE, UNLINK = "deactivate", "unlink"

    account = forms.ChoiceField(
        label=gettext_lazy("User account"),
        widget=forms.RadioSelect,
        choices=[
            (DEACTIVATE, gettext_lazy("Deactivate it: nobody can log in with it any more.")),
            (UNLINK, gettext_lazy("Only unlink it: it stays, but no longer edits these pages.")),
        ],
    )

    def __init__(self, *args: Any, author: Author, editor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["account"]
        if author.user is None:
            del self.fields["account"]
        elif may_close(author.user, editor):
            field.initial = self.DEACTIVATE
        else:
            field.choices = [choice for choice in field.choices if choice[0] == self.UNLINK]
            field.initial = self.UNLINK


class StayView(View):
    """What both ways have in common: only editors, and only an author who wasn't merged."""

    template_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("authors.change_author"):
            raise PermissionDenied
        self.author = get_object_or_404(Author.objects.unmerged(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def back(self, text: str) -> HttpResponse:
        messages.success(self.request, text % {"name": self.author})
        return redirect("authors:edit", self.author.pk)


class LeaveView(StayView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(LeaveForm(author=self.author, editor=request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = LeaveForm(request.POST, author=self.author, editor=request.user)
        if not form.is_valid():
            return self.show(form)
        deactivate = form.cleaned_data.get("account") == LeaveForm.DEACTIVATE
        leave(self.author, deactivate=deactivate, user=request.user)
        return self.back(_("%(name)s is shown as a former author from now on."))

    def show(self, form: LeaveForm) -> HttpResponse:
        context = {"author": self.author, "form": form, "notes": leaving_notes(has_left=True)}
        return render(self.request, "authors/admin/leave.html", context)


class ReturnView(StayView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        account, notes = closed_account(self.author), leaving_notes(has_left=False)
        context = {"author": self.author, "account": account, "notes": notes}
        return render(request, "authors/admin/return.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        come_back(self.author, user=request.user)
        return self.back(_("%(name)s is no longer shown as a former author."))


def leave_button(user: Any, author: Author) -> list[Button]:
    if author.merged_into_id or not user.has_perm("authors.change_author"):
        return []
    if author.left_on:
        url = reverse("authors:return", args=[author.pk])
        return [Button(_("Is back"), url=url, icon_name="undo", priority=50)]
    url = reverse("authors:leave", args=[author.pk])
    return [Button(_("Has left"), url=url, icon_name="logout", priority=50)]


def register_actions(actions: Any) -> None:
    actions.register_action(LEFT, gettext_lazy("Author has left"), gettext_lazy("Has left"))
    actions.register_action(RETURNED, gettext_lazy("Author is back"), gettext_lazy("Is back"))
