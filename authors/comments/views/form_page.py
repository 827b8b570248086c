"""What the comment form's page shows: the form, fresh or as it was sent, or why there is none."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from authors.comments.consent import TEXTS
from authors.comments.form_key import FormKey
from authors.comments.forms import CommentForm
from authors.comments.markup import to_html
from authors.comments.models import Comment, CommentSettings
from authors.comments.places import settings_for
from authors.comments.views.message import message
from authors.consent import privacy_url
from authors.limits import LimitReached


def fresh_key(page: Any, parent: Comment | None) -> FormKey:
    consent = TEXTS.current(get_language() or "en")
    return FormKey(page=page.pk, consent=consent.version, parent=parent.pk if parent else None)


def options(page: Any, key: FormKey) -> dict[str, Any]:
    return {"most_links": settings_for(page).most_links, "consent_version": key.consent}


def blank(page: Any, key: FormKey) -> CommentForm:
    return CommentForm(initial={"form_key": key.sign()}, **options(page, key))


def bound(request: HttpRequest, page: Any, key: FormKey) -> CommentForm:
    return CommentForm(request.POST, **options(page, key))


def again(request: HttpRequest, page: Any, key: FormKey) -> CommentForm:
    """Return the form with what was typed and a new key."""
    data = request.POST.copy()
    data["form_key"] = key.sign()
    return CommentForm(data, **options(page, key))


def show(
    request: HttpRequest,
    page: Any,
    form: CommentForm,
    parent: Comment | None,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    own = settings_for(page)
    context = {
        "form": form,
        "page": page,
        "heading": heading(parent),
        "answered": parent,
        "answered_html": to_html(parent.text) if parent else "",
        "rules": own.rules_in(get_language() or "en").splitlines(),
        "moderation": moderation_in_words(own),
        "privacy_url": privacy_url(),
        "action": request.path,
        "notice": notice,
    }
    return render(request, "authors/comments/form.html", context, status=status)


def heading(parent: Comment | None) -> str:
    return _("Answer %(name)s") % {"name": parent.name} if parent else _("Write a comment")


def moderation_in_words(own: CommentSettings) -> str:
    kind = CommentSettings.Moderation
    return {
        kind.ALL: _("All comments are moderated: somebody reads yours before it appears."),
        kind.FIRST: _("Your first comment is moderated: somebody reads it before it appears."),
        kind.TRUSTED: _("Comments are moderated: somebody reads yours before it appears."),
    }[kind(own.moderation)]


def too_many(
    request: HttpRequest, page: Any, form: Any, parent: Comment | None, reached: LimitReached
) -> HttpResponse:
    notice = _(
        "Too many comments came from your connection. Please wait %(minutes)d min and send again; "
        "what you wrote still stands here."
    ) % {"minutes": -(-reached.retry_after_seconds // 60)}
    response = show(request, page, form, parent, notice=notice, status=429)
    response["Retry-After"] = str(reached.retry_after_seconds)
    return response


def stale(request: HttpRequest, page: Any) -> HttpResponse:
    text = _("A form is good for one day. Go back to copy what you wrote, and open a fresh one.")
    return message(request, page, _("This form is too old"), text, status=403)


def closed(request: HttpRequest, page: Any) -> HttpResponse:
    text = _("Nothing more can be written under this page.")
    return message(request, page, _("Comments are closed"), text, status=403)


def too_fast() -> str:
    return _("That was faster than people write. If you are one, please send it once more.")


def sent_before() -> str:
    return _("This form was sent before, with other words. Send it again to comment once more.")
