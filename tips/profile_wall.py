"""What stands on an author's page: the goal, and the wall of supporters."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from tips.wall import wall_of


def supporters(page: Any, request: HttpRequest | None) -> str:
    """Return the wall of a profile's author, or nothing while there is nobody and no goal."""
    if not page.author_id:
        return ""
    wall = wall_of(page.author)
    context = {"wall": wall, "language": get_language() or "en"}
    return render_to_string("tips/wall.html", context) if wall else ""
