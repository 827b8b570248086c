"""What the links in mails open: confirm, preferences, leave. Who knows a link may use it.

A GET changes nothing, as mail filters follow links: it shows a button.
"""

from typing import Any

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from authors.consent import privacy_url
from authors.followers import joining, links, topics
from authors.followers.consent import TEXTS
from authors.followers.forms import PreferencesForm
from authors.followers.models import Follower
from authors.followers.preferences import offered, save
from authors.followers.views.follow import SeeOther

GET_OR_POST = ["GET", "HEAD", "POST"]


def confidential(response: HttpResponse) -> HttpResponse:
    """Keep a secret address out of caches, search engines and the next site's log."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response


def show(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return confidential(render(request, f"authors/followers/{name}.html", context, status=status))


@csrf_exempt
@never_cache
@require_http_methods(GET_OR_POST)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that confirms; confirm on POST."""
    language = get_language() or "en"
    follower = links.to_confirm(token)
    is_stale = follower is None
    if follower is not None and request.method == "POST":
        if joining.confirm(follower, language):
            return confidential(SeeOther(links.preferences_path(follower) + "?new=1"))
        is_stale = True
    if follower is None or is_stale:
        return show(request, "stale", {}, status=410)
    waiting = follower.unconfirmed.select_related("site", "author", "tag", "page")
    context = {
        "topics": [topics.of_follow(follow) for follow in waiting],
        "consent": TEXTS.current(language).text,
        "privacy_url": privacy_url(),
    }
    return show(request, "confirm", context)


@csrf_exempt
@never_cache
@require_http_methods(GET_OR_POST)
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """Let a follower change how often, in which language and of what they are told."""
    follower = owner_or_404("preferences", token)
    if follower is None:
        return show(request, "left", {})
    followed = [topics.of_follow(follow) for follow in follower.follows.exclude(confirmed_at=None)]
    form = PreferencesForm(
        request.POST or None,
        instance=follower,
        followed=[(topic.key, topic.label) for topic in followed],
        offered=offered(request, followed),
    )
    if request.method == "POST" and form.is_valid():
        if not save(form):
            return confidential(SeeOther(request.path))
        return confidential(SeeOther(links.preferences_path(follower) + "?saved=1"))
    context = {
        "form": form,
        "follower": follower,
        "is_new": "new" in request.GET,
        "is_saved": "saved" in request.GET,
        "leave_url": links.leave_path(follower),
    }
    return show(request, "preferences", context, status=422 if form.errors else 200)


@csrf_exempt
@never_cache
@require_http_methods(GET_OR_POST)
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """End all mails on POST, which mail programs send without a cookie (RFC 8058)."""
    follower = owner_or_404("leave", token)
    if follower is not None and request.method != "POST":
        return show(request, "leave", {"follower": follower})
    if follower is not None:
        joining.leave(follower)
    return show(request, "left", {})


def owner_or_404(purpose: str, token: str) -> Follower | None:
    try:
        return links.owner(purpose, token)
    except BadSignature as error:
        raise Http404 from error
