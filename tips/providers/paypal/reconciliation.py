"""What PayPal says happened to our payments.

Every order of ours is in our own table, as it is written there before PayPal is asked. What changed
later, and what our table lost, is found in PayPal's lists of transactions and of disputes, where the
application may read them.
Sources: https://developer.paypal.com/docs/api/transaction-search/v1/,
https://developer.paypal.com/docs/api/customer-disputes/v1/
"""

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from tips.exceptions import PaymentUnknown, ProviderRefused
from tips.models import PayPalOrder
from tips.providers.base import PaymentTruth
from tips.providers.paypal import disputes, orders
from tips.providers.paypal.client import Facts, ask
from tips.providers.paypal.truth import capture_of, truth_of

LONGEST_SPAN = timedelta(days=31)
PAGE_LENGTH = 500
logger = logging.getLogger(__name__)
CHUNK = 500
IDS = ("transaction_id", "paypal_reference_id")
# How our orders mark a transaction: payment and author.
LOST = re.compile("[0-9a-f-]{36} [0-9a-f-]{36}")


def truths_since(since: datetime, account: str) -> Iterator[PaymentTruth]:
    """Yield each payment of ours to an account made or changed since. It takes no money."""
    changed = Q(changed_at__gte=since)
    for capture_ids in _chunks(sorted(_captures_changed_since(since))):
        changed |= Q(capture_id__in=capture_ids)
    rows = PayPalOrder.objects.filter(changed, account=account).exclude(order_id=None)
    for row in rows.order_by("created_at", "pk"):
        with suppress(PaymentUnknown):  # PayPal has forgotten what nobody paid
            yield truth(row, orders.read(row))


def truth(row: PayPalOrder, facts: Facts) -> PaymentTruth:
    """Return the truth about an order that was read, with its disputes if there are any."""
    truth_of(facts, row)  # raises if it can't be read
    capture_id = str(capture_of(facts).get("id") or "")
    if capture_id and capture_id != row.capture_id:
        row.capture_id = capture_id
        row.save(update_fields=["capture_id", "changed_at"])
    if not (row.is_disputed and capture_id):
        return truth_of(facts, row)
    try:
        return truth_of(facts, row, disputes.disputes_of(capture_id))
    except ProviderRefused:
        logger.error("PayPal lets the application read no disputes: give it that right.")
        return _without_disputes(truth_of(facts, row))


def _without_disputes(found: PaymentTruth) -> PaymentTruth:
    """Leave out what may be a dispute's settlement, which PayPal shows as a refund, too."""
    return replace(found, refunds=tuple(one for one in found.refunds if one.request_key))


def _captures_changed_since(since: datetime) -> set[str]:
    """Return what was disputed, paid or given back, as far as the application may know."""
    found: set[str] = set()
    with suppress(ProviderRefused):  # it may not read disputes
        found |= disputes.captures_disputed_since(since) - {""}
        PayPalOrder.objects.filter(capture_id__in=found).update(is_disputed=True)
    with suppress(ProviderRefused):  # nor transactions
        for told in _transactions_since(since):
            found |= {str(told.get(name) or "") for name in IDS} - {""}
            if LOST.fullmatch(str(told.get("custom_field"))):
                orders.adopt(str(told.get("transaction_id") or ""))
    return found


def _transactions_since(since: datetime) -> Iterator[Facts]:
    now = timezone.now()
    while since < now:
        until = min(since + LONGEST_SPAN, now)
        for transaction in _transactions(since, until):
            yield transaction.get("transaction_info") or {}
        since = until


def _transactions(since: datetime, until: datetime) -> Iterator[Facts]:
    page, pages = 1, 1
    while page <= pages:
        query = {
            "start_date": since.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "end_date": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "fields": "transaction_info",
            "page_size": PAGE_LENGTH,
            "page": page,
        }
        answer = ask("GET", f"/v1/reporting/transactions?{urlencode(query)}")
        yield from answer.get("transaction_details") or []
        pages, page = int(answer.get("total_pages") or 1), page + 1


def _chunks(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
