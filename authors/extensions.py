"""What other apps add through hooks: to articles and their boxes, and to an author's leaving."""

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


def below_article(page: Any, request: HttpRequest | None) -> list[SafeString]:
    """Return what stands under an article after its author box, such as readers' comments.

    The hook `authors_below_article` is called with the same arguments and returns a piece of HTML,
    or an empty string. Such pieces are cached with the page: they know nothing of who reads it.
    """
    return [
        html for hook in hooks.get_hooks("authors_below_article") if (html := hook(page, request))
    ]


def below_profile(page: Any, request: HttpRequest | None) -> list[SafeString]:
    """Return what stands on a profile between biography and articles, such as supporters.

    The hook `authors_below_profile` is called with the same arguments and returns a piece of HTML,
    or an empty string. It is cached with the page, as under an article.
    """
    return [
        html for hook in hooks.get_hooks("authors_below_profile") if (html := hook(page, request))
    ]


def article_head(page: Any, request: HttpRequest | None) -> list[SafeString]:
    """Return what belongs into an article's head, such as a stylesheet or a further feed.

    The hook `authors_article_head` is called with the same arguments and returns a piece of HTML,
    or an empty string.
    """
    return [
        html for hook in hooks.get_hooks("authors_article_head") if (html := hook(page, request))
    ]


def article_facts(page: Any) -> dict[str, Any]:
    """Return what other apps know of an article, as properties of schema.org's BlogPosting.

    The hook `authors_article_facts` is called with the page and returns such a dictionary.
    """
    found: dict[str, Any] = {}
    for hook in hooks.get_hooks("authors_article_facts"):
        found |= hook(page)
    return found


def below_list(page: Any, tag: Any, request: HttpRequest | None) -> list[SafeString]:
    """Return what stands under a list of articles: on the front page, in a section, of a tag.

    The hook `authors_below_list` is called with the same arguments, the tag being None for a list of
    all, and returns a piece of HTML, or an empty string.
    """
    found = hooks.get_hooks("authors_below_list")
    return [html for hook in found if (html := hook(page, tag, request))]


def leaving_notes(has_left: bool) -> list[str]:
    """Return what leaving, or else coming back, means in other apps, for editors.

    The hook `authors_leaving_notes` is called with the same argument and returns one sentence. Such
    an app asks `Author.left_on` itself: there is nothing to take back then.
    """
    return [hook(has_left) for hook in hooks.get_hooks("authors_leaving_notes")]


def api_facts(credits: Sequence[Any], request: HttpRequest | None) -> dict[int, dict[str, Any]]:
    """Return what the read API tells of each author besides, by the author's key.

    The hook `authors_api_facts` is called with the same arguments and returns a dictionary of plain
    values for each author that it has something for.
    """
    found: dict[int, dict[str, Any]] = {credit.author.pk: {} for credit in credits}
    for hook in hooks.get_hooks("authors_api_facts"):
        for author_pk, facts in hook(credits, request).items():
            found[author_pk] |= facts
    return found
