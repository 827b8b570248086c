"""Which pages everybody may read: published ones, outside any private section."""

from functools import reduce
from operator import or_
from typing import Any

import swapper
from django.db.models import Q
from wagtail.models import PageQuerySet, PageViewRestriction

from authors.memory import during_request


def private_paths() -> tuple[str, ...]:
    """Return the tree paths that are private with all below them.

    They are asked for anew in each request, as nothing may leak: in one query where the site has no
    private pages, else in two. An alias is as private as what it copies.
    """
    return during_request("authors.private_paths", find_private_paths)


def find_private_paths() -> tuple[str, ...]:
    rows = PageViewRestriction.objects.order_by()
    private = list(rows.values_list("page__path", flat=True).distinct())
    if not private:
        return ()
    ways = ("alias_of", "alias_of__alias_of")
    copied = [Q(**{f"{way}__path__startswith": path}) for way in ways for path in private]
    pages = swapper.load_model("wagtailcore", "Page").objects
    aliases = pages.filter(reduce(or_, copied)).order_by().values_list("path", flat=True)
    return (*private, *aliases)


def visible(pages: PageQuerySet) -> PageQuerySet:
    """Leave out drafts and whatever is private."""
    private = [Q(path__startswith=path) for path in private_paths()]
    return pages.live().exclude(reduce(or_, private)) if private else pages.live()


def is_public(page: Any) -> bool:
    return not page.path.startswith(private_paths())


class GuardedMixin:
    """Look for a page's view restrictions only where it has some."""

    def get_view_restrictions(self) -> Any:
        page: Any = self
        # An alias of an alias of an alias is for Wagtail to follow.
        if is_public(page) and not (page.alias_of_id and private_paths()):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()  # type: ignore[misc]
