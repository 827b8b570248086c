"""Which pages everybody may read: published ones, outside any private section."""

from typing import Any

from django.db.models import Q
from wagtail.models import PageQuerySet, PageViewRestriction

from authors.memory import during_request


def restrictions() -> list[PageViewRestriction]:
    """Return the site's view restrictions, asked for anew in each request: nothing may leak."""
    rows = PageViewRestriction.objects.select_related("page")
    return during_request("authors.restrictions", lambda: list(rows))


def visible(pages: PageQuerySet) -> PageQuerySet:
    """Leave out drafts and private pages, and aliases of private pages, which are private too."""
    private = Q()
    for restriction in restrictions():
        private |= pages.descendant_of_q(restriction.page, inclusive=True)
        private |= Q(alias_of__path__startswith=restriction.page.path)
    return pages.live().exclude(private) if private else pages.live()


def is_public(page: Any) -> bool:
    """Tell whether no view restriction lies on a page, or on the one that it is an alias of."""
    private = tuple(restriction.page.path for restriction in restrictions())
    paths = [page.path, *([page.alias_of.path] if page.alias_of_id and private else [])]
    return not any(path.startswith(private) for path in paths)


class GuardedMixin:
    """Find a page's view restrictions in one query, or in none where the site has none."""

    def get_view_restrictions(self) -> Any:
        if not restrictions():
            return PageViewRestriction.objects.none()
        page: Any = self
        here = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
        # An alias is as private as what it copies, which may be an alias itself.
        ways = ("page", "page__aliases", "page__aliases__aliases")
        guards = [Q(**{f"{way}__path__in": here}) for way in ways]
        return PageViewRestriction.objects.filter(guards[0] | guards[1] | guards[2]).distinct()
