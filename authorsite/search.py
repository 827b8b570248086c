"""Wagtail's search in the database, for whatever somebody types.

On SQLite a quotation mark ends the text that is looked for, and the database complains.
"""

import re
from typing import Any

from wagtail.search.backends import database

UNSEARCHABLE = re.compile('["\x00]')


class TakesAnything:
    """Look for the words, whatever stands between them."""

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(searchable(query), *args, **kwargs)  # type: ignore[misc]

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().autocomplete(searchable(query), *args, **kwargs)  # type: ignore[misc]


def searchable(query: Any) -> Any:
    """Return what was typed without such signs; a query that was built stays as it is."""
    return UNSEARCHABLE.sub(" ", query).strip() if isinstance(query, str) else query


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - Wagtail looks for this name
    of_the_database = type(database.SearchBackend(params))
    return type("SearchBackend", (TakesAnything, of_the_database), {})(params)
