"""Where an editor gives articles of one author to another, after seeing which."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from authors.models import Author
from authors.permissions import may_change_bylines
from authors.reassigning import pages_of, reassign

SHOWN = 200


class ReassignForm(forms.Form):
    """Choose who gets the articles, and which."""

    ALL, CHOSEN = "all", "chosen"

    to = forms.ModelChoiceField(
        Author.objects.unmerged().named(), label=gettext_lazy("Give the articles to")
    )
    which = forms.ChoiceField(choices=[(ALL, ""), (CHOSEN, "")], required=False)

    def __init__(self, *args: Any, author: Author, user: Any, **kwargs: Any) -> None:
        from authors.chooser import AuthorChooserViewSet

        super().__init__(*args, **kwargs)
        self.author, self.user = author, user
        self.fields["to"].widget = AuthorChooserViewSet().widget_class()

    @cached_property
    def named(self) -> Any:
        """Return the pages there are to give away. Looking through all drafts takes its time."""
        return pages_of(self.author, self.user)

    def clean_to(self) -> Author:
        to: Author = self.cleaned_data["to"]
        if to.pk == self.author.current.pk:
            raise ValidationError(_("That is the same author."))
        return to

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.pages = self.named
        if data.get("which") == self.CHOSEN:
            marked = self.data.getlist("page")  # type: ignore[attr-defined]  # a QueryDict
            self.pages = self.named.filter(pk__in=[pk for pk in marked if pk.isdecimal()])
        return data


class ReassignView(View):
    """Ask for whom (GET), show which (GET with `to`), then do it (POST)."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_change_bylines(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        author = get_object_or_404(Author.objects.unmerged(), pk=pk)
        data = request.GET if "to" in request.GET else None
        return self.show(author, ReassignForm(data, author=author, user=request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        author = get_object_or_404(Author.objects.unmerged(), pk=pk)
        form = ReassignForm(request.POST, author=author, user=request.user)
        if not form.is_valid() or not form.cleaned_data["which"]:
            return self.show(author, form)
        to = form.cleaned_data["to"]
        done = reassign(author, to, form.pages, user=request.user)
        text = ngettext(
            "%(count)s page names %(to)s now.", "%(count)s pages name %(to)s now.", done
        )
        messages.success(request, text % {"count": done, "to": to})
        if pages_of(author, request.user).exists():
            return redirect(f"{reverse('authors:reassign', args=[author.pk])}?to={to.pk}")
        return redirect("authors:edit", author.pk)

    def show(self, author: Author, form: ReassignForm) -> HttpResponse:
        to = form.cleaned_data["to"] if form.is_bound and form.is_valid() else None
        context: dict[str, Any] = {"author": author, "form": form, "to": to}
        if to is not None:
            total = form.named.count()
            context |= {
                "pages": form.named[:SHOWN],
                "total": total,
                "hidden": max(0, total - SHOWN),
            }
        return render(self.request, "authors/admin/reassign.html", context)


def reassign_button(user: Any, author: Author) -> list[Button]:
    if author.merged_into_id or not may_change_bylines(user):
        return []
    url = reverse("authors:reassign", args=[author.pk])
    return [Button(_("Give articles to another"), url=url, icon_name="redirect", priority=35)]


class ReassignFormatter(LogFormatter):
    """How many pages went to whom."""

    label = gettext_lazy("Give articles to another author")

    def format_message(self, log_entry: Any) -> str:
        facts = log_entry.data
        text = ngettext(
            "%(pages)s page given to %(to)s", "%(pages)s pages given to %(to)s", facts["pages"]
        )
        return text % facts
