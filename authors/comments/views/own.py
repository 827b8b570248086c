"""The secret page of a comment's writer: see what became of it, edit it, withdraw it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from authors.comments import moderation
from authors.comments.forms import TextForm
from authors.comments.markup import to_html
from authors.comments.models import Comment
from authors.comments.places import settings_for
from authors.comments.views.message import SeeOther, hidden, message

State = Comment.State
CHANGEABLE = {State.PENDING, State.APPROVED}


# Exempt: who knows the secret address may change this comment, and nothing else.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show a comment to its writer; on POST change its words."""
    comment = find(token)
    if comment.state == State.WITHDRAWN:
        return withdrawn(request, comment)
    if comment.state not in CHANGEABLE:
        return show(request, comment, None)
    site = settings_for(comment.page)
    if request.method != "POST":
        initial = {"text": comment.text}
        return show(request, comment, TextForm(initial=initial, most_links=site.most_links))
    form = TextForm(request.POST, most_links=site.most_links)
    if not form.is_valid():
        return show(request, comment, form, status=422)
    if form.cleaned_data["text"] != comment.text:
        moderation.edit(comment, site, form.cleaned_data["text"])
    return SeeOther(request.path)


@csrf_exempt
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    comment = find(token)
    if comment.state != State.WITHDRAWN:
        moderation.withdraw(comment)
    return SeeOther(reverse("authors_comments:own", args=[token]))


def find(token: str) -> Comment:
    """Return a guest's comment. What an author wrote in the editor is changed there."""
    return get_object_or_404(Comment.objects.filter(author=None), token=token)


def show(
    request: HttpRequest, comment: Comment, form: TextForm | None, status: int = 200
) -> HttpResponse:
    heading, text = in_words(comment)
    page: Any = comment.page
    is_asked = comment.wants_answers and comment.answers_confirmed_at is None
    context = {
        "heading": heading,
        "text": text,
        "html": to_html(comment.text),
        "form": form,
        "asks_about_answers": is_asked and comment.notices.filter(kind="confirm").exists(),
        "action": request.path,
        "withdraw_url": reverse("authors_comments:withdraw", args=[comment.token]),
        "page_url": comment.url() if comment.is_approved else page.full_url,
    }
    return hidden(render(request, "authors/comments/own.html", context, status=status))


def in_words(comment: Comment) -> tuple[str, str]:
    """Return what became of a comment. Spam looks as if it waited: its writer learns nothing."""
    if comment.state == State.APPROVED:
        return _("Your comment is published"), _("Everybody can read it.")
    if comment.state == State.REJECTED:
        return _("Your comment wasn’t published"), _("The editors decided against it.")
    waits = _("It appears as soon as somebody has read it.")
    return _("Thank you for your comment"), waits


def withdrawn(request: HttpRequest, comment: Comment) -> HttpResponse:
    text = _("Your words, your name and your e-mail address are deleted.")
    return message(request, comment.page, _("Your comment is withdrawn"), text)
