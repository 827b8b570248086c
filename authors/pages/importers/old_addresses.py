"""Redirects from a post's addresses on the old site."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect

from authors.pages.importers.destination import Destination
from authors.pages.importers.exports import Item
from authors.pages.models import ArticlePage

LONGEST = 255


def keep_old_addresses(item: Item, base: str, page: ArticlePage, place: Destination) -> list[str]:
    """Redirect the old paths to the page and return them. A path that leads somewhere stays so."""
    wanted = {
        path for path in _paths(item, base) if path != Redirect.normalise_path(page.url or "")
    }
    taken = Redirect.get_for_site(place.site).filter(old_path__in=wanted)
    free = sorted(wanted - set(taken.values_list("old_path", flat=True)))
    for path in free:
        Redirect.add_redirect(path, redirect_to=page, site=place.site, automatically_created=True)
    return free


def _paths(item: Item, base: str) -> Iterator[str]:
    """Yield the permalink and WordPress's short address, both without their host."""
    link = urlsplit(item["link"])
    root, number = urlsplit(base).path.rstrip("/"), item["post_id"]
    short = f"{root}/?{'page_id' if item['post_type'] == 'page' else 'p'}={number}"
    permalink = f"{link.path}?{link.query}" if link.query else link.path
    for address in {permalink, short} if number else {permalink}:
        path = Redirect.normalise_path(address)
        if path not in {"", "/"} and len(path) <= LONGEST:
            yield path
