"""What imported articles bring to the serving of pages."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from wagtail import hooks


@hooks.register("before_serve_page")
def follow_short_address(
    page: Any, request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponse | None:
    """Follow the redirect from WordPress's /?p=12: a page answers there, so none is looked up."""
    name = "page_id" if "page_id" in request.GET else "p"
    number = request.GET.get(name, "")
    if not (number.isascii() and number.isdecimal() and len(number) < 20):
        return None
    if not apps.is_installed("wagtail.contrib.redirects"):
        return None
    from wagtail.contrib.redirects.middleware import get_redirect
    from wagtail.contrib.redirects.models import Redirect

    redirect = get_redirect(request, Redirect.normalise_path(f"{request.path}?{name}={number}"))
    if redirect is None or redirect.redirect_page is None or not redirect.redirect_page.live:
        return None
    return HttpResponsePermanentRedirect(redirect.link)
