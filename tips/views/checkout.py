"""The way from our pages to the provider's."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse
from django.utils.translation import gettext as _

from tips import payments, states
from tips.exceptions import CannotBePaid, ProviderRefused, ProviderUnavailable
from tips.models import Tip
from tips.views.status_page import show


class SeeOther(HttpResponseRedirectBase):
    """A redirect after a POST that the browser follows with a GET."""

    status_code = 303


def to_checkout(request: HttpRequest, tip: Tip, provider_key: str) -> HttpResponse:
    """Send the reader to the provider, or to the status page if there is nothing to pay."""
    status_url = reverse("tips_service:status", args=[tip.token])
    if not tip.is_payable:
        return SeeOther(status_url)
    try:
        return SeeOther(payments.checkout_url(tip, provider_key))
    except ProviderUnavailable:
        notice = unknown_now() if may_be_paid(tip) else unavailable_now()
        response = show(request, tip, notice=notice, status=503)
        response["Retry-After"] = "60"
        return response
    except ProviderRefused:
        return show(request, tip, notice=refused(), status=502)
    except CannotBePaid:
        tip.refresh_from_db()
        if not tip.is_payable or may_be_paid(tip):
            return SeeOther(status_url)
        return show(request, tip, notice=not_now(), status=409)


def may_be_paid(tip: Tip) -> bool:
    """Return whether a reader could have paid already, though we don't know it yet."""
    return tip.payments.filter(state__in=states.OPEN).exclude(remote_id=None).exists()


def unavailable_now() -> str:
    return _("The payment service isn't answering. Nothing was charged. Please try again soon.")


def unknown_now() -> str:
    return _(
        "The payment service isn't answering, so we don't know yet whether you have paid. "
        "Please look here again soon."
    )


def refused() -> str:
    return _("The payment service refused this payment. Nothing was charged. Try another way.")


def not_now() -> str:
    return _("This author takes no tips at the moment. Nothing was charged.")
