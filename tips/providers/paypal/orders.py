"""Orders at PayPal: made, found again, read, and captured once the payer has agreed."""

import re
from datetime import timedelta

from django.utils import timezone

from tips.exceptions import PaymentUnknown, ProviderRefused, ProviderUnavailable
from tips.models import PayPalOrder
from tips.providers.base import Checkout, Started
from tips.providers.paypal.checkout import minor, order_of
from tips.providers.paypal.client import Facts, ask, is_live
from tips.providers.paypal.truth import unit_of

ASKED = ("reference", "account", "amount_minor", "currency")
APPROVED = "APPROVED"
CAPTURED_BEFORE = {"ORDER_ALREADY_CAPTURED"}
# What the payer chose to pay with was refused: they may choose another.
DECLINED = {"INSTRUMENT_DECLINED", "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING"}
NOT_YET = {"ORDER_NOT_APPROVED", "PAYER_ACTION_REQUIRED"}
# PayPal remembers the key of an order for six hours.
KEY_LIFETIME = timedelta(hours=5)


def start(checkout: Checkout) -> Started:
    """Open an order, or return the one that was opened with the same request key."""
    row = _remember(checkout)
    if not row.order_id:
        _open(row)
    return Started(row.order_id or "", row.approve_url)


def find(request_key: str) -> PayPalOrder | None:
    """Return the order made with our key. If its answer was lost, asking again brings it back."""
    row = PayPalOrder.objects.filter(request_key=request_key).first()
    if row is None or row.order_id:
        return row
    if row.created_at < timezone.now() - KEY_LIFETIME:
        return None  # nobody ever got an address to pay it at
    _open(row)
    return row


def known(remote_id: str) -> PayPalOrder:
    """Return an order of ours by its id. Raise PaymentUnknown, without asking PayPal."""
    row = (
        PayPalOrder.objects.filter(order_id=remote_id).first() if remote_id.isprintable() else None
    )
    if row is None or not remote_id:
        raise PaymentUnknown("not_ours")
    return row


def adopt(capture_id: str) -> None:
    """Write down an order of ours that our table lost, as after going back to an older backup."""
    is_known = PayPalOrder.objects.filter(capture_id=capture_id).exists()
    if is_known or not re.fullmatch("[A-Z0-9]{1,40}", capture_id):
        return
    capture = ask("GET", f"/v2/payments/captures/{capture_id}")
    order_id = (capture.get("supplementary_data") or {}).get("related_ids", {}).get("order_id")
    facts = ask("GET", f"/v2/checkout/orders/{order_id}")
    unit = unit_of(facts)
    amount_minor, currency = minor(unit["amount"])
    PayPalOrder.objects.get_or_create(
        order_id=facts["id"],
        defaults={
            "request_key": unit["reference_id"],
            "reference": unit["custom_id"].partition(" ")[0],
            "amount_minor": amount_minor,
            "currency": currency,
            "livemode": is_live(),
            "body": {},
            "capture_id": capture_id,
        },
    )


def read(row: PayPalOrder) -> Facts:
    """Return what PayPal says about an order now."""
    facts = ask("GET", f"/v2/checkout/orders/{row.order_id}")
    if facts.get("id") != row.order_id:
        raise ProviderUnavailable("unreadable")
    return facts


def settle(row: PayPalOrder, payer_is_back: bool = False) -> Facts:
    """Return an order as it is, after taking the money if the payer has agreed to it.

    Whoever looks first takes it: the returning reader, the webhook, or the sweeper. They all use one
    key, so it is taken once. After a refusal only a payer who comes back is worth another try.
    """
    facts = read(row)
    is_hopeless = was_declined(row, facts) and not payer_is_back
    if facts.get("status") != APPROVED or is_hopeless:
        return facts
    try:
        ask("POST", f"/v2/checkout/orders/{row.order_id}/capture", {}, key=_capture_key(row))
    except ProviderRefused as error:
        if str(error) in DECLINED:
            return _note_decline(row)
        if str(error) not in CAPTURED_BEFORE | NOT_YET:
            raise
    return read(row)


def was_declined(row: PayPalOrder, facts: Facts) -> bool:
    """Return whether PayPal refused what the payer chose, and the payer hasn't chosen again."""
    return bool(row.declined_at) and row.declined_at == _changed_at(facts)


def _remember(checkout: Checkout) -> PayPalOrder:
    """Write down what is about to be asked. The same key asks the same again, word for word."""
    facts = {name: getattr(checkout, name) for name in ASKED}
    fresh = {"body": order_of(checkout), "return_url": checkout.return_url, "livemode": is_live()}
    row, _new = PayPalOrder.objects.get_or_create(
        request_key=checkout.request_key, defaults=facts | fresh
    )
    if any(getattr(row, name) != value for name, value in facts.items()):
        raise ProviderRefused("key_reused")
    return row


def _open(row: PayPalOrder) -> None:
    facts = ask("POST", "/v2/checkout/orders", row.body, key=row.request_key)
    order_id, approve_url = facts.get("id"), _address(facts)
    if not isinstance(order_id, str) or not approve_url:
        raise ProviderUnavailable("unreadable")
    row.order_id, row.approve_url = order_id, approve_url
    row.save(update_fields=["order_id", "approve_url", "changed_at"])


def _address(facts: Facts) -> str:
    """Return where the payer agrees. With a payment source it is called payer-action."""
    links = facts.get("links") if isinstance(facts.get("links"), list) else []
    found = {link.get("rel"): link.get("href") for link in links or [] if isinstance(link, dict)}
    return str(found.get("payer-action") or found.get("approve") or "")


def _capture_key(row: PayPalOrder) -> str:
    """Return the one key of a capture. A capture that was refused for good is another one."""
    return f"{row.request_key}-{'capture' if not row.declines else f'c{row.declines}'}"


def _note_decline(row: PayPalOrder) -> Facts:
    facts = read(row)
    row.declines += 1
    row.declined_at = _changed_at(facts)
    row.save(update_fields=["declines", "declined_at", "changed_at"])
    return facts


def _changed_at(facts: Facts) -> str:
    return str(facts.get("update_time") or facts.get("create_time") or "unknown")[:40]
