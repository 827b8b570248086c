"""Redirects from addresses on the old site."""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.contrib.redirects.models import Redirect

from authors.pages.importers.destination import Destination
from authors.pages.importers.exports import Item
from authors.pages.importers.web_addresses import parts_of
from authors.pages.models import ArticlePage

LONGEST = 255


def keep_old_addresses(item: Item, base: str, page: ArticlePage, place: Destination) -> list[str]:
    """Redirect a post's old paths to its page and return them."""
    return lead_to(_paths(item, base), page, place)


def lead_to(paths: Iterable[str], page: Any, place: Destination, route: str = "") -> list[str]:
    """Redirect to a page, or a route on it; return the paths. What leads somewhere stays so."""
    wanted = {Redirect.normalise_path(path) for path in paths}
    wanted -= {"", "/", Redirect.normalise_path((page.url or "") + route)}
    wanted = {path for path in wanted if len(path) <= LONGEST}
    taken = Redirect.get_for_site(place.site).filter(old_path__in=wanted)
    free = sorted(wanted - set(taken.values_list("old_path", flat=True)))
    for path in free:
        Redirect.add_redirect(
            path,
            redirect_to=page,
            page_route_path=route,
            site=place.site,
            automatically_created=True,
        )
    return free


def _paths(item: Item, base: str) -> Iterator[str]:
    """Yield the permalink and WordPress's short address, both without their host."""
    link = parts_of(item["link"])
    root, number = parts_of(base).path.rstrip("/"), item["post_id"]
    short = f"{root}/?{'page_id' if item['post_type'] == 'page' else 'p'}={number}"
    permalink = f"{link.path}?{link.query}" if link.query else link.path
    yield from {permalink, short} if number else {permalink}
