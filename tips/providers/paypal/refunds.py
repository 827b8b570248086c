"""Refunds at PayPal. Source: https://developer.paypal.com/docs/api/payments/v2/#captures_refund"""

import json
from base64 import urlsafe_b64encode
from datetime import timedelta

from django.utils import timezone

from tips import states
from tips.exceptions import ProviderRefused
from tips.models import PayPalOrder
from tips.providers.base import RefundTruth
from tips.providers.paypal.checkout import money, payee
from tips.providers.paypal.client import ask, credentials
from tips.providers.paypal.orders import read
from tips.providers.paypal.truth import capture_of, refund_of, refunds_of, time_of, truth_of

WINDOW = timedelta(days=180)


def refund(row: PayPalOrder, amount_minor: int, currency: str, request_key: str) -> RefundTruth:
    """Give money of an order back, once for each request key.

    PayPal forgets keys after 45 days, so a key is looked for among the refunds first.
    """
    facts = read(row)
    for made in refunds_of(facts):
        if made.get("custom_id") == request_key:
            return refund_of(made)
    if truth_of(facts, row).state != states.SUCCEEDED:
        raise ProviderRefused("not_captured")
    capture = capture_of(facts)
    if time_of(capture["create_time"]) < timezone.now() - WINDOW:
        raise ProviderRefused("refund_window_closed")
    wanted = {"amount": money(amount_minor, currency), "custom_id": request_key}
    path = f"/v2/payments/captures/{capture['id']}/refund"
    return refund_of(ask("POST", path, wanted, key=request_key, headers=_on_behalf(row)))


def _on_behalf(row: PayPalOrder) -> dict[str, str]:
    """Return the header that names whose money it is, when it is an author's and not the site's.

    It helps only where that author has let the site's application do so; else PayPal refuses.
    Source: https://developer.paypal.com/api/rest/requests/#paypal-auth-assertion
    """
    if not row.account:
        return {}
    who = payee(row.account)
    claim = {"iss": credentials()[0]}
    claim |= {"payer_id" if "merchant_id" in who else "email": row.account}
    return {"PayPal-Auth-Assertion": f"{_encoded({'alg': 'none'})}.{_encoded(claim)}."}


def _encoded(facts: dict[str, str]) -> str:
    return urlsafe_b64encode(json.dumps(facts).encode()).decode().rstrip("=")
