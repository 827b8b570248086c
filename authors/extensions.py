"""What other apps add to the box under an article, through hooks."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail import hooks


def box_actions(
    credits: Sequence[Any], page: Any, request: HttpRequest | None
) -> dict[int, list[SafeString]]:
    """Return what readers can do for each author, by the author's key.

    The hook `authors_box_actions` is called with the same arguments and returns one piece of HTML
    for each author that it has one for. An author who isn't saved yet has none.
    """
    found: dict[int, list[SafeString]] = {credit.author.pk: [] for credit in credits}
    known = [credit for credit in credits if credit.author.pk]
    for hook in hooks.get_hooks("authors_box_actions"):
        for author_pk, html in hook(known, page, request).items():
            found[author_pk].append(html)
    return found
