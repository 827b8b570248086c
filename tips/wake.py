"""Wake a worker when something falls due. The row is the truth: a lost call only costs time."""

import logging

from django.conf import settings
from django.db import DatabaseError, transaction

from tips.models import Notice, ProviderEvent

logger = logging.getLogger(__name__)


def on_commit(row: ProviderEvent | Notice) -> None:
    """Wake the worker for a row, but not before others can see the row."""
    transaction.on_commit(lambda: _enqueue(row), robust=True)


def _enqueue(row: ProviderEvent | Notice) -> None:
    backend = getattr(settings, "TIPS_TASK_BACKEND", "")
    if not backend:
        return
    # Here and not at the top: a host without a task backend never loads this.
    from tips import tasks

    task = tasks.process_event if isinstance(row, ProviderEvent) else tasks.send_notice
    try:
        task.using(backend=backend, queue_name=tasks.QUEUE).enqueue(row.pk)
    except DatabaseError:
        logger.exception("No wake-up for %s; the sweeper will find it", row.pk)
