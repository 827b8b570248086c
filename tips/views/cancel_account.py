"""The page behind a mail's link: stop a change of the account that an author's tips go to."""

from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tips import payouts
from tips.models import PayoutAccount
from tips.payouts.mails import CANCEL_SALT
from tips.providers.registry import name_of

MAX_AGE_SECONDS = 60 * 24 * 60 * 60


# Exempt: who knows the signed address may stop the change, and nothing else. A GET stops nothing,
# as mail filters open links.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_account(request: HttpRequest, token: str) -> HttpResponse:
    account = _find(token)
    if request.method == "POST":
        payouts.cancel(account)
        return redirect(request.path)
    response = render(request, "tips/cancel_account.html", _context(account))
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _find(token: str) -> PayoutAccount:
    try:
        uuid = signing.loads(token, salt=CANCEL_SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    return get_object_or_404(PayoutAccount.objects.select_related("author"), uuid=uuid)


def _context(account: PayoutAccount) -> dict[str, Any]:
    return {
        "account": account,
        "provider": name_of(account.provider),
        "is_waiting": account.state == PayoutAccount.State.WAITING,
        "is_stopped": account.state == PayoutAccount.State.RETIRED,
    }
