"""What is due in every app, done once. The hook `authors_sweep` adds an app's own."""

import logging

from django.db import OperationalError
from wagtail import hooks

from authors.limits import is_first_in

FORGET_EVERY_SECONDS = 60 * 60
logger = logging.getLogger(__name__)


def sweep() -> int:
    """Let every app do what is due in it. Return how many rows were worked on.

    The hook takes nothing and returns such a number. One app's trouble doesn't stop the others.
    """
    return sum(attempt(hook) for hook in [*hooks.get_hooks("authors_sweep"), forget_now_and_then])


def forget_now_and_then() -> int:
    from authors.privacy.personal_data import forget

    return forget() if is_first_in(FORGET_EVERY_SECONDS, "forget") else 0


def attempt(hook: object) -> int:
    try:
        return hook()  # type: ignore[operator]  # hooks are functions
    except OperationalError:
        raise
    except Exception:
        logger.exception("Sweeping failed in %s", getattr(hook, "__module__", hook))
        return 0
