"""The page that tells a reader the truth about a tip."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from authors.limits import LimitReached
from tips import declines, payments
from tips.forms import RetryForm
from tips.limits import count_start
from tips.models import Tip
from tips.views.checkout import SeeOther, to_checkout
from tips.views.form_page import why_to_wait
from tips.views.status_page import RETRY_SALT, show, ways_to_pay

RETRY_MAX_AGE_SECONDS = 24 * 60 * 60


@require_safe
@never_cache
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Show where a tip stands now, in the language it was given in."""
    tip = find(token)
    payments.refresh(tip)
    return show(request, tip)


# Exempt for the same reason as the form: who knows the secret token may pay, and nothing else.
@csrf_exempt
@never_cache
@require_POST
def retry(request: HttpRequest, token: str) -> HttpResponse:
    """Start another payment of a tip that isn't paid."""
    tip = find(token)
    try:
        signed = signing.loads(
            request.POST.get("key", ""), salt=RETRY_SALT, max_age=RETRY_MAX_AGE_SECONDS
        )
    except signing.BadSignature:
        signed = ""
    form = RetryForm(request.POST, providers=ways_to_pay(request, tip))
    if signed != tip.token or not form.is_valid():
        return SeeOther(reverse("tips_service:status", args=[tip.token]))
    with translation.override(tip.locale):
        return pay_again(request, tip, form.chosen)


def pay_again(request: HttpRequest, tip: Tip, provider_key: str) -> HttpResponse:
    try:
        count_start(request)
    except LimitReached as reached:
        response = show(request, tip, notice=why_to_wait(reached), status=429)
        response["Retry-After"] = str(reached.retry_after_seconds)
        return response
    declines.note(request, tip)
    return to_checkout(request, tip, provider_key)


def find(token: str) -> Tip:
    tips = Tip.objects.select_related("author__merged_into")
    return get_object_or_404(tips, token=token)
