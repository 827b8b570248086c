"""How often one client may start a payment, so that the form is no machine for testing cards."""

from django.conf import settings
from django.http import HttpRequest

from authors.limits import client_of, count
from tips import declines

STARTS = ((10, 60), (30, 3600))  # at most so many in so many seconds


def count_start(request: HttpRequest) -> None:
    """Count one start of a payment. Raise LimitReached if that is one too many."""
    declines.check(request)
    count("tips:starts", client_of(request), getattr(settings, "TIPS_START_LIMITS", STARTS))
