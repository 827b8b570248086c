"""The one door to the records of money. Nothing else writes tips, payments, refunds or movements.

Every function here is one short transaction that first locks the tip, the root of all its rows, so
that two of them never interleave. None speaks to a provider.
"""

from tips.ledger.adoption import adopt
from tips.ledger.disputes import record_fraud_warning
from tips.ledger.inbox import store_event
from tips.ledger.opening import open_payment, open_tip, record_end, record_start
from tips.ledger.refunds import (
    record_refund,
    record_refused_refund,
    refundable_minor,
    request_refund,
)
from tips.ledger.settling import accept_other_amount, close_mismatch
from tips.ledger.truth import apply

__all__ = [
    "accept_other_amount",
    "adopt",
    "apply",
    "close_mismatch",
    "open_payment",
    "open_tip",
    "record_end",
    "record_fraud_warning",
    "record_refund",
    "record_refused_refund",
    "record_start",
    "refundable_minor",
    "request_refund",
    "store_event",
]
