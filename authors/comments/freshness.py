"""What a changed comment makes stale: its page, wherever it is cached."""

from typing import Any


def comments_changed(page: Any) -> None:
    """Have the page be made anew for the next reader."""
