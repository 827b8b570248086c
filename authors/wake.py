"""Wake a worker when something falls due. The row is the truth: a lost call only costs time."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

QUEUE = "authors"


def on_commit(task: str, *arguments: Any) -> None:
    """Wake the worker for a task, by its dotted path, but not before others can see the rows.

    What fails here is logged and harms nothing: the sweeper finds the row.
    """
    transaction.on_commit(lambda: enqueue(task, *arguments), robust=True)


def enqueue(task: str, *arguments: Any) -> None:
    backend = getattr(settings, "AUTHORS_TASK_BACKEND", "")
    if backend:
        # By name: a host without a task backend never loads the tasks.
        import_string(task).using(backend=backend, queue_name=QUEUE).enqueue(*arguments)
