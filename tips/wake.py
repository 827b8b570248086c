"""Wake a worker when something falls due. The row is the truth: a lost call only costs time."""

from django.conf import settings
from django.db import transaction

from tips.models import Notice, ProviderEvent


def on_commit(row: ProviderEvent | Notice) -> None:
    """Wake the worker for a row, but not before others can see the row.

    What fails here is logged and harms nothing: the sweeper finds the row.
    """
    transaction.on_commit(lambda: _enqueue(row), robust=True)


def _enqueue(row: ProviderEvent | Notice) -> None:
    backend = getattr(settings, "TIPS_TASK_BACKEND", "")
    if not backend:
        return
    # Here and not at the top: a host without a task backend never loads this.
    from tips import tasks

    task = tasks.process_event if isinstance(row, ProviderEvent) else tasks.send_notice
    task.using(backend=backend, queue_name=tasks.QUEUE).enqueue(row.pk)
