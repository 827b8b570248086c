"""What other apps can hear of tips. A receiver is called after the transaction; its errors are logged.

Each is sent with `tip`, a Tip as it is then; `tip_refunded` also with `refund`, `tip_disputed` also
with `dispute`. A crash right after the commit loses a call: what must miss nothing reads the books.
"""

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

tip_succeeded = Signal()
tip_refunded = Signal()
tip_disputed = Signal()

logger = logging.getLogger(__name__)


def announce(signal: Signal, **about: Any) -> None:
    """Send a signal once what it tells is committed."""
    transaction.on_commit(partial(_send, signal, about))


def _send(signal: Signal, about: dict[str, Any]) -> None:
    for receiver, answer in signal.send_robust(sender=type(about["tip"]), **about):
        if isinstance(answer, Exception):
            logger.error("%s failed for tip %s", receiver, about["tip"].reference, exc_info=answer)
