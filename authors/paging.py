"""One page of a long list, for whatever number the address names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet


@dataclass(frozen=True)
class Paging:
    number: int
    pages: int
    count: int

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def query(self) -> str:
        return query(self.number)

    @property
    def previous_query(self) -> str:
        return query(self.number - 1)

    @property
    def next_query(self) -> str:
        return query(self.number + 1)


def query(number: int) -> str:
    """Return the address's part for a page: the first one has none, so that it exists once."""
    return f"?page={number}" if number > 1 else ""


def paginate(
    items: "QuerySet[Any] | Sequence[Any]", wanted: str | None, size: int
) -> tuple[Any, Paging]:
    """Return the wanted page's items; nonsense means the first page, too far the last."""
    page = Paginator(items, size).get_page(wanted)
    return page.object_list, Paging(page.number, page.paginator.num_pages, page.paginator.count)
