"""What every request to the microsite passes through."""

from collections.abc import Callable

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]
PREVIEW_POLICY = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"frame-ancestors": [SELF]}


def language_from_url(get_response: Handler) -> Handler:
    """Take the language from the address alone.

    Django's LocaleMiddleware also reads the cookie and adds `Vary: Accept-Language`, which makes
    every page of the default language impossible to share in a cache.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        code = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = code  # type: ignore[attr-defined]  # as LocaleMiddleware does
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware


def editors_policy(get_response: Handler) -> Handler:
    """Give Wagtail's editor the looser Content-Security-Policy that it needs.

    A preview was made as a request of its own and brings the readers' policy along: it keeps that,
    but may stand in a frame of the editor.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            is_preview = response.headers.pop("Content-Security-Policy", None) is not None
            policy = PREVIEW_POLICY if is_preview else settings.ADMIN_CONTENT_SECURITY_POLICY
            response._csp_config = policy  # type: ignore[attr-defined]  # django-csp's own way
        return response

    return middleware


def permissions_policy(get_response: Handler) -> Handler:
    """Tell browsers that no page of ours wants camera, microphone or location."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        return response

    return middleware
