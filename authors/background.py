"""Where tasks come from: Django itself from version 6 on, before that the package Wagtail brings."""

try:
    from django.tasks import task
except ImportError:
    from django_tasks import task  # type: ignore[assignment,no-redef]

__all__ = ["task"]
