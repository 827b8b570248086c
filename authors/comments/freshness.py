"""What a changed comment makes stale: its page, wherever it is cached."""

from typing import Any

from authors import generations


def comments_changed(page: Any) -> None:
    """Have the page be made anew for the next reader."""
    generations.bump(generations.READERS)
