"""One comment in the editor: read it, decide, answer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors.comments.admin.actions import actions_for
from authors.comments.admin.policy import moderated_by, sees_addresses
from authors.comments.markup import to_html
from authors.comments.models import Comment
from authors.comments.models.comment import LONGEST
from authors.comments.writing import answer
from authors.ownership import author_of
from authors.plain_text import PlainTextField

ANSWERABLE = {Comment.State.PENDING, Comment.State.APPROVED}


class AnswerForm(forms.Form):
    text = PlainTextField(label=gettext_lazy("Your answer"), max_length=LONGEST, multiline=True)


def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a comment that the user moderates; on POST publish their answer."""
    comment = get_object_or_404(moderated_by(request.user).select_related("page", "parent"), pk=pk)
    author = author_of(request.user) if comment.state in ANSWERABLE else None
    form = AnswerForm(request.POST or None) if author else None
    if request.method == "POST":
        if author is None or form is None:
            raise PermissionDenied
        if form.is_valid():
            language = comment.page.locale.language_code
            text = form.cleaned_data["text"]
            answer(comment, author, text, language=language, user=request.user)
            messages.success(request, _("Your answer is published."))
            return redirect("authors_comments_admin:one", pk)
    return render(request, "authors/comments/admin/one.html", context_of(request, comment, form))


def context_of(request: HttpRequest, comment: Comment, form: Any) -> dict[str, Any]:
    parent = comment.parent
    return {
        "comment": comment,
        "html": to_html(comment.text),
        "parent": parent,
        "parent_html": to_html(parent.text) if parent else "",
        "sees_address": sees_addresses(request.user),
        "actions": actions_for(comment, request.user),
        "form": form,
        "approves": form is not None and comment.state == Comment.State.PENDING,
    }
