"""What other apps add through hooks: to the box under an article, and to an author's leaving."""

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


def leaving_notes(has_left: bool) -> list[str]:
    """Return what leaving, or else coming back, means in other apps, for editors.

    The hook `authors_leaving_notes` is called with the same argument and returns one sentence. Such
    an app asks `Author.left_on` itself: there is nothing to take back then.
    """
    return [hook(has_left) for hook in hooks.get_hooks("authors_leaving_notes")]
