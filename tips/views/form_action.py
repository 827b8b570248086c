"""The Content-Security-Policy of pages from whose form a reader is redirected to a provider."""

from collections.abc import Iterable

from django.http import HttpResponse

from tips.providers import registry


def lead_to(response: HttpResponse, providers: Iterable[str]) -> HttpResponse:
    """Let the page's form end on the providers' own pages: browsers check redirects too.

    `_csp_update` is django-csp's own way; on a site without django-csp nothing reads it.
    """
    known = [registry.provider(key) for key in providers]
    origins = [origin for one in known for origin in getattr(one, "redirect_origins", ())]
    if origins:
        response._csp_update = {"form-action": ["'self'", *origins]}  # type: ignore[attr-defined]
    return response
