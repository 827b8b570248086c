"""Pages that say one thing, perhaps with one button."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _


class SeeOther(HttpResponseRedirect):
    """A redirect after a POST, always to be followed by a GET."""

    status_code = 303


def message(
    request: HttpRequest,
    page: Any,
    heading: str,
    text: str,
    *,
    button: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with a sentence, the way back to the page if there is one, and perhaps a button."""
    context = {
        "heading": heading,
        "text": text,
        "button": button,
        "action": request.path,
        "back_url": (page.full_url or "") if page else "",
        "back_label": _("Back to the article"),
    }
    response = render(request, "authors/comments/message.html", context, status=status)
    return hidden(response)


def received(request: HttpRequest, page: Any) -> HttpResponse:
    """Say what a robot wants to hear."""
    text = _("It appears as soon as somebody has read it.")
    return message(request, page, _("Thank you for your comment"), text)


def hidden(response: HttpResponse) -> HttpResponse:
    """Keep a secret address out of indexes, of caches, and of what other sites are told."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response
