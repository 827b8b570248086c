"""Where an editor merges an author into another, after reading what will follow."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from authors.merging import live_profiles_of, merge, pages_naming, refuse_merge
from authors.models import Author
from authors.permissions import may_change_bylines


def may_merge(user: Any) -> bool:
    return bool(user.has_perm("authors.change_author")) and may_change_bylines(user)


class MergeForm(forms.Form):
    """Choose the author who remains."""

    into = forms.ModelChoiceField(
        Author.objects.unmerged().named(), label=gettext_lazy("Merge into")
    )

    def __init__(self, *args: Any, author: Author, **kwargs: Any) -> None:
        from authors.chooser import AuthorChooserViewSet

        super().__init__(*args, **kwargs)
        self.author = author
        self.fields["into"].widget = AuthorChooserViewSet().widget_class()

    def clean_into(self) -> Author:
        survivor: Author = self.cleaned_data["into"]
        refuse_merge(self.author, survivor)
        return survivor


class MergeView(View):
    """Ask for the survivor (GET), show what follows (GET with `into`), then merge (POST)."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_merge(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        author = get_object_or_404(Author, pk=pk)
        if author.merged_into_id:
            return redirect("authors:edit", author.current.pk)
        form = MergeForm(request.GET if "into" in request.GET else None, author=author)
        return self.show(request, author, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        author = get_object_or_404(Author, pk=pk)
        form = MergeForm(request.POST, author=author)
        if author.merged_into_id:  # A second click: there is nothing left to do.
            return redirect("authors:edit", author.current.pk)
        if not form.is_valid():
            return self.show(request, author, form)
        try:
            survivor = merge(author, form.cleaned_data["into"], user=request.user)
        except ValidationError as error:
            form.add_error("into", error)
            return self.show(request, author, form)
        text = _("%(name)s is now part of %(into)s.") % {"name": author, "into": survivor}
        messages.success(request, text)
        return redirect("authors:edit", survivor.pk)

    def show(self, request: HttpRequest, author: Author, form: MergeForm) -> HttpResponse:
        survivor = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
        context: dict[str, Any] = {"author": author, "form": form, "survivor": survivor}
        if survivor is not None:
            context |= what_follows(author, survivor)
        return render(request, "authors/admin/merge.html", context)


def what_follows(author: Author, survivor: Author) -> dict[str, Any]:
    return {
        "pages": len(pages_naming(author)),
        "profiles": live_profiles_of(author),
        "survivor_has_profile": bool(live_profiles_of(survivor)),
        "account_moves": author.user_id is not None and survivor.user_id is None,
        "accounts_share": author.user_id is not None and survivor.user_id is not None,
    }


def merge_button(user: Any, author: Author) -> list[Button]:
    if author.merged_into_id or not may_merge(user):
        return []
    url = reverse("authors:merge", args=[author.pk])
    return [Button(_("Merge into another"), url=url, icon_name="resubmit", priority=40)]


class MergeFormatter(LogFormatter):
    """Who was merged into the author. Who did it and when stand in columns of their own."""

    label = gettext_lazy("Merge authors")

    def format_message(self, log_entry: Any) -> str:
        return _("%(name)s was merged into this author") % {"name": log_entry.data["name"]}
