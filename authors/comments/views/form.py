"""The page on which a reader comments. It has an address of its own: articles stay cacheable."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from authors.comments.form_key import BadFormKey, FormKey, read
from authors.comments.models import Comment
from authors.comments.places import answerable, is_open, public_page, settings_for
from authors.comments.views.form_page import (
    again,
    blank,
    bound,
    closed,
    fresh_key,
    sent_before,
    show,
    stale,
    too_fast,
    too_many,
)
from authors.comments.views.message import SeeOther, received
from authors.comments.writing import write
from authors.limits import LimitReached, client_of, count

LIMITS = ((3, 60), (20, 3600))  # at most so many comments in so many seconds


# Exempt: the form has a signed key instead, as the tip form does.
@csrf_exempt
@never_cache  # two readers must never share a form key
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Show the form under a page; on POST store what was written."""
    page = public_page(page_pk)
    if page is None:
        raise Http404
    if not is_open(page):
        return closed(request, page)
    if request.method == "POST":
        return answer(request, page)
    parent = answerable(page, request.GET.get("answer"))
    return show(request, page, blank(page, fresh_key(page, parent)), parent)


def answer(request: HttpRequest, page: Any) -> HttpResponse:
    """Store a posted comment, or say what is wrong with it."""
    try:
        key = read(request.POST.get("form_key", ""), page.pk)
    except BadFormKey:
        return stale(request, page)
    parent = answerable(page, key.parent)
    form = bound(request, page, key)
    if form.is_trapped:
        return received(request, page)
    if not form.is_valid():
        return show(request, page, form, parent, status=422)
    if key.is_too_fresh:
        return show(request, page, form, parent, notice=too_fast(), status=422)
    try:
        count("comments:written", client_of(request), limits())
    except LimitReached as reached:
        return too_many(request, page, form, parent, reached)
    return store(request, page, key, form, parent)


def store(
    request: HttpRequest, page: Any, key: FormKey, form: Any, parent: Comment | None
) -> HttpResponse:
    own, language = settings_for(page), get_language() or "en"
    comment, is_new = write(page, own, key, language, form.cleaned_data, parent)
    if not is_new and comment.text != form.cleaned_data["text"]:
        # Sent before with other words, then changed after going back.
        fresh = again(request, page, fresh_key(page, parent))
        return show(request, page, fresh, parent, notice=sent_before(), status=422)
    return SeeOther(reverse("authors_comments:own", args=[comment.token]))


def limits() -> Any:
    return getattr(settings, "AUTHORS_COMMENTS_LIMITS", LIMITS)
