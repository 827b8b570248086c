"""Lead a request to its page: from the front page in the address's language downwards."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views

from authorsite.places import places_of, site_of


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page as Wagtail does, without looking for site, locale and front page each time."""
    site = site_of(request)
    home = places_of(site).home() if site else None
    if home is not None:
        request._wagtail_route_for_request = route(home, request, path)  # type: ignore[attr-defined]
    response: HttpResponse = views.serve(request, path)
    return response


def route(home: Any, request: HttpRequest, path: str) -> Any:
    try:
        return home.route(request, [part for part in path.split("/") if part])
    except Http404:
        return None
