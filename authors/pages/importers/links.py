"""Where the people of an export can be found, as the links of their profiles."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError

from authors.models import AuthorLink


def links_from(found: Iterable[tuple[str, str]]) -> Iterator[AuthorLink]:
    """Yield a link for each (network, address) that an author could have typed in."""
    for order, (network, address) in enumerate(found):
        link = AuthorLink(network=network, url=address, sort_order=order)
        try:
            link.clean_fields(exclude=["page"])
            link.clean()
        except ValidationError:
            continue
        yield link
