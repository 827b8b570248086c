"""The page on which a reader asks to follow something."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from authors import wake
from authors.consent import privacy_url
from authors.followers import form_key, topics
from authors.followers.consent import TEXTS
from authors.followers.forms import FollowForm
from authors.followers.models import Wish
from authors.followers.topics import Topic
from authors.limits import LimitReached, client_of, count

LIMITS = ((5, 24 * 60 * 60),)  # at most so many in so many seconds


class SeeOther(HttpResponseRedirectBase):
    """A redirect after a POST that the browser follows with a GET."""

    status_code = 303


# Exempt: nobody is logged in, so there is nothing to forge; the form has a signed key instead.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, kind: str, **which: Any) -> HttpResponse:
    """Show the form; on POST note the wish and answer alike, whoever it is."""
    topic = topic_of(request, kind, which)
    if topic is None:
        raise Http404
    if request.method == "POST":
        return answer(request, topic)
    return show(request, topic, FollowForm(initial={"form_key": form_key.sign(topic.key)}))


def topic_of(request: HttpRequest, kind: str, which: dict[str, Any]) -> Topic | None:
    if kind == topics.SITE:
        site = Site.find_for_request(request)
        return Topic(kind, site) if site else None
    finders = {topics.AUTHOR: topics.author, topics.TAG: topics.tag, topics.PAGE: topics.page}
    return finders[kind](**which)


def answer(request: HttpRequest, topic: Topic) -> HttpResponse:
    form = FollowForm(request.POST)
    if not form_key.is_good(request.POST.get("form_key", ""), topic.key):
        return show(request, topic, again(request, topic), is_stale=True, status=422)
    if not form.is_valid():
        return show(request, topic, again(request, topic), status=422)
    try:
        count("followers:wishes", client_of(request), limits())
    except LimitReached as reached:
        return too_many(request, topic, reached)
    if not form.is_trapped:
        note(form.cleaned_data["email"], topic)
    return SeeOther(reverse("followers:asked"))


def limits() -> Any:
    return getattr(settings, "AUTHORS_FOLLOWERS_LIMITS", LIMITS)


def note(email: str, topic: Topic) -> None:
    """Keep the wish. Whether the address is known is for the worker to find out."""
    wish = Wish.objects.create(email=email, topic=topic.key, language=get_language() or "en")
    wake.on_commit("authors.followers.tasks.take_in", wish.pk)


def again(request: HttpRequest, topic: Topic) -> FollowForm:
    """Return the form with what was typed and a new key."""
    data = request.POST.copy()
    data["form_key"] = form_key.sign(topic.key)
    return FollowForm(data)


def show(
    request: HttpRequest,
    topic: Topic,
    form: FollowForm,
    *,
    is_stale: bool = False,
    wait_hours: int = 0,
    status: int = 200,
) -> HttpResponse:
    context = {
        "topic": topic,
        "form": form,
        "is_stale": is_stale,
        "wait_hours": wait_hours,
        "consent": TEXTS.current(get_language() or "en").text,
        "privacy_url": privacy_url(),
    }
    return render(request, "authors/followers/form.html", context, status=status)


def too_many(request: HttpRequest, topic: Topic, reached: LimitReached) -> HttpResponse:
    hours = -(-reached.retry_after_seconds // 3600)
    response = show(request, topic, again(request, topic), wait_hours=hours, status=429)
    response["Retry-After"] = str(reached.retry_after_seconds)
    return response


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say what happens next. It is the same for everybody."""
    return render(request, "authors/followers/asked.html")
