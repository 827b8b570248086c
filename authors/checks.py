"""What a developer or operator can get wrong with authors."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("authors")
def task_backend_exists(**_kwargs: Any) -> list[CheckMessage]:
    name = getattr(settings, "AUTHORS_TASK_BACKEND", "")
    if not name or name in getattr(settings, "TASKS", {}):
        return []
    return [Error(f"AUTHORS_TASK_BACKEND names “{name}”, which isn't in TASKS.", id="authors.E001")]
