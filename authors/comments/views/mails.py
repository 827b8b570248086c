"""Where the links in mails lead. A GET changes nothing: mail scanners follow every link."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from authors.comments import links, notices
from authors.comments.models import Comment
from authors.comments.views.message import message
from authors.models import Author

METHODS = ["GET", "HEAD", "POST"]


@csrf_exempt
@require_http_methods(METHODS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether answers are wanted; on POST note that they are."""
    comment = comment_of(token, links.CONFIRM, links.CONFIRM_WITHIN_SECONDS)
    if comment is None or not comment.wants_answers:
        return expired(request)
    if request.method != "POST" and comment.answers_confirmed_at is None:
        text = _(
            "We write to you when somebody answers your comment. Each mail has a link to end it."
        )
        button = _("Yes, tell me of answers")
        return message(request, comment.page, _("Mail about answers?"), text, button=button)
    if request.method == "POST":
        notices.confirm(comment)
    text = _("From now on you hear of answers to your comment.")
    return message(request, comment.page, _("Confirmed"), text)


@csrf_exempt  # mail programs post here without having seen a page (RFC 8058)
@require_http_methods(METHODS)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails about answers, for an address."""
    comment = comment_of(token, links.STOP)
    if request.method != "POST":
        return ask_to_stop(request, _("We then tell you of no answer to any comment of yours."))
    if comment is not None:
        notices.stop(comment)
    return stopped(request)


@csrf_exempt
@require_http_methods(METHODS)
def stop_author(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails about new comments, for an author."""
    pk = pk_of(token, links.STOP_AUTHOR)
    author = Author.objects.filter(pk=pk).first() if pk else None
    if request.method != "POST":
        return ask_to_stop(request, _("We then send you no mail about comments on your articles."))
    if author is not None:
        notices.stop_author(author.current)
    return stopped(request)


def ask_to_stop(request: HttpRequest, text: str) -> HttpResponse:
    return message(request, None, _("Stop these mails?"), text, button=_("Stop these mails"))


def stopped(request: HttpRequest) -> HttpResponse:
    return message(request, None, _("Stopped"), _("You get none of these mails any more."))


def expired(request: HttpRequest) -> HttpResponse:
    text = _("It is older than a week, was cut off on its way, or answers are no longer wanted.")
    return message(request, None, _("This link doesn’t work any more"), text, status=404)


def comment_of(token: str, salt: str, max_age: int | None = None) -> Comment | None:
    pk = pk_of(token, salt, max_age)
    return Comment.objects.filter(pk=pk).first() if pk else None


def pk_of(token: str, salt: str, max_age: int | None = None) -> int | None:
    try:
        return links.read(token, salt, max_age)
    except (signing.BadSignature, TypeError, ValueError):
        return None
