"""Whole pages for readers without a session, kept until content changes.

A page's key holds the generations it was made in (see authors.generations), so that publishing, a
tip or a comment leaves all older copies behind. Whoever has a session is never served from here.
"""

import hashlib
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, parse_http_date_safe, quote_etag

from authors import generations
from authorsite.middleware import Handler

# What a page looks different for. Anything else in an address, such as tracking, makes no copy.
QUERY_KEYS = ("page", "letter", "p", "q")
LONGEST_VALUE = 40
MAY_VARY_ON = {"accept-encoding"}
FORBIDS = ("no-store", "no-cache", "private")


@dataclass(frozen=True)
class Kept:
    content: bytes
    headers: dict[str, str]

    def answer(self, request: HttpRequest) -> HttpResponse:
        return conditional(request, HttpResponse(self.content, headers=self.headers))


def whole_pages(get_response: Handler) -> Handler:
    """Answer from the cache where possible, and with 304 to whoever has the page already."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_anonymous_read(request):
            return get_response(request)
        key = key_of(request)
        kept = caches[settings.AUTHORS_CACHE].get(key) if key else None
        if isinstance(kept, Kept):
            return kept.answer(request)
        response = get_response(request)
        if not is_public_page(request, response):
            return response
        describe(response)
        if key and request.method == "GET" and "q" not in request.GET:
            page = Kept(response.content, dict(response.items()))
            caches[settings.AUTHORS_CACHE].set(key, page, settings.PAGE_CACHE_SECONDS)
        return conditional(request, response)

    return middleware


def is_anonymous_read(request: HttpRequest) -> bool:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    is_read = request.method in ("GET", "HEAD")
    return is_read and not has_session and "Authorization" not in request.headers


def key_of(request: HttpRequest) -> str | None:
    """Return what a page is kept under, or None if it can't be."""
    tokens = [generations.current(name) for name in (generations.CONTENT, generations.READERS)]
    query = [(name, value) for name in QUERY_KEYS for value in request.GET.getlist(name)]
    is_odd = any(len(value) > LONGEST_VALUE for _, value in query) or len(query) > len(QUERY_KEYS)
    if None in tokens or is_odd or not settings.PAGE_CACHE_SECONDS:
        return None
    try:
        address = (request.get_host(), request.path, query)
    except DisallowedHost:
        return None
    digest = hashlib.sha256(repr((tokens, request.is_secure(), address)).encode()).hexdigest()
    return f"authorsite:page:{digest}"


def is_public_page(request: HttpRequest, response: Any) -> bool:
    """Tell whether an answer is a page of Wagtail's that is the same for everybody."""
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve" or response.status_code != 200:
        return False
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {""}
    control = response.get("Cache-Control", "").lower()
    is_open = not response.cookies and not any(word in control for word in FORBIDS)
    return is_open and varies <= MAY_VARY_ON and not response.streaming


def describe(response: HttpResponse) -> None:
    """Say which version this is. A feed knows better than we do since when it is as it is."""
    response.headers.setdefault(
        "ETag", quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    )
    response.headers.setdefault("Last-Modified", http_date(time.time()))
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    changed = parse_http_date_safe(response.headers["Last-Modified"])
    answer = get_conditional_response(request, response.headers["ETag"], changed, response)
    return answer or response
