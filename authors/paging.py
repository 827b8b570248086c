"""One page of a long list, for whatever number the address names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet


@dataclass(frozen=True)
class Paging:
    """Where a reader is in a list. `kept` is what else the address says, such as letter=A."""

    number: int
    pages: int
    count: int
    kept: str = ""

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def query(self) -> str:
        return self.query_of(self.number)

    @property
    def previous_query(self) -> str:
        return self.query_of(self.number - 1)

    @property
    def next_query(self) -> str:
        return self.query_of(self.number + 1)

    def query_of(self, number: int) -> str:
        """Return the address's part for a page: the first one has no number, so that it exists once."""
        parts = [self.kept, f"page={number}" if number > 1 else ""]
        query = "&".join(part for part in parts if part)
        return f"?{query}" if query else ""


def paginate(
    items: "QuerySet[Any] | Sequence[Any]", wanted: str | None, size: int, **kept: str
) -> tuple[Any, Paging]:
    """Return the wanted page's items; nonsense means the first page, too far the last."""
    page = Paginator(items, size).get_page(wanted)
    pages, count = page.paginator.num_pages, page.paginator.count
    rest = urlencode({name: value for name, value in kept.items() if value})
    return page.object_list, Paging(page.number, pages, count, rest)
