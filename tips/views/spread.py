"""What other sites show of an author's tip jar: button, QR code, card. Nothing here can be posted."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from authors.bylines import credits_for
from authors.handles import is_provisional
from authors.models import Author
from tips.models import Tip
from tips.offer import offer_for
from tips.origin import public_page_of
from tips.spread import Jar, frame_hosts

AN_HOUR = 60 * 60
LABEL_LENGTH = 60
# Generous for a letter of any script in the button's bold 15 pixels.
LETTER_WIDTH = 9
BESIDE_LABEL = 64


def of_jar(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the jar that an address speaks of; lead a merged author's to who remains."""

    @require_safe
    @cache_control(public=True, max_age=AN_HOUR)
    @wraps(view)
    def shown(request: HttpRequest, handle: str) -> HttpResponse:
        author = get_object_or_404(Author.objects.select_related("merged_into"), handle=handle)
        if is_provisional(handle):
            raise Http404
        if author.merged_into:
            return HttpResponsePermanentRedirect(_moved(request, author.current.handle))
        site = Site.find_for_request(request)
        if site is None:
            raise Http404
        page = public_page_of(author, request.GET.get("page"))
        return view(request, Jar(author, site, page))

    return shown


def _moved(request: HttpRequest, handle: str) -> str:
    assert request.resolver_match
    query = request.META.get("QUERY_STRING", "")
    url = reverse(request.resolver_match.view_name, args=[handle])
    return f"{url}?{query}" if query else url


@of_jar
def button(request: HttpRequest, jar: Jar) -> HttpResponse:
    """Draw a button as a picture; who can't be tipped now has one that only names them."""
    label = label_of(jar)
    width = BESIDE_LABEL + LETTER_WIDTH * len(label)
    context = {"label": label, "width": width, "middle": (width + BESIDE_LABEL // 2) // 2}
    with translation.override(None):  # numbers of a drawing are no text
        svg = render_to_string("tips/spread/button.svg", context)
    return HttpResponse(svg, content_type="image/svg+xml")


def label_of(jar: Jar) -> str:
    [credit] = credits_for([jar.author])
    can_pay = offer_for(jar.author, jar.site) is not None
    text = _("Buy %(name)s a coffee") % {"name": credit.name} if can_pay else credit.name
    return text if len(text) <= LABEL_LENGTH else f"{text[: LABEL_LENGTH - 1]}…"


@of_jar
def qr_svg(request: HttpRequest, jar: Jar) -> HttpResponse:
    return HttpResponse(jar.qr_svg(), content_type="image/svg+xml")


@of_jar
def qr_png(request: HttpRequest, jar: Jar) -> HttpResponse:
    return HttpResponse(jar.qr_png(), content_type="image/png")


@of_jar
@xframe_options_exempt
def embed(request: HttpRequest, jar: Jar) -> HttpResponse:
    """Show a card for a frame on another site. Its own policy says on which."""
    [credit] = credits_for([jar.author])
    context = {
        "credit": credit,
        "page": jar.page,
        "offer": offer_for(jar.author, jar.site),
        "url": jar.address(Tip.Source.EMBED),
    }
    response = render(request, "tips/spread/embed.html", context)
    response.headers["Content-Security-Policy"] = frame_policy()
    return response


def frame_policy() -> str:
    """Allow our style sheets and pictures, and frames of the hosts that the settings name."""
    ours: dict[str, Any] = dict.fromkeys(["'self'", *filter(None, map(_origin, _stores()))])
    sources, hosts = " ".join(ours), " ".join(frame_hosts()) or "'none'"
    return (
        f"default-src 'none'; style-src {sources}; img-src {sources}; font-src {sources}; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {hosts}"
    )


def _stores() -> list[str]:
    return [str(settings.STATIC_URL), str(settings.MEDIA_URL)]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme or 'https'}://{parts.netloc}" if parts.netloc else ""
