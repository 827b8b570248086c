"""Pages that a provider shows on our site, such as what to transfer to a bank."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tips.exceptions import UnknownProvider
from tips.providers.registry import provider


@require_safe
@never_cache
def page(request: HttpRequest, key: str, remote_id: str) -> HttpResponse:
    """Let a provider show the page of a payment. Who knows the id may see it."""
    try:
        show = getattr(provider(key), "show", None)
    except UnknownProvider as error:
        raise Http404 from error
    if show is None:
        raise Http404
    answer: HttpResponse = show(request, remote_id)
    return answer
