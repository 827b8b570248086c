"""Put other authors into the bylines of a page, in its rows and in each of its drafts."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from wagtail.models import Revision
from wagtail.signal_handlers import update_reference_index_on_save

from authors import byline_log
from authors.bylines import (
    aliases_of,
    current_authors,
    forget_what_was_loaded,
    revisions_to_come,
    stored_bylines,
)
from authors.listing import merged_into
from authors.models import Author, Byline

# Is given keys of authors; returns the new key for each that changes.
Swap = Callable[[Iterable[int]], dict[int, int]]


def name_current_authors(page: Any, *, user: Any = None) -> None:
    """Let a page's bylines name whom merged authors became."""
    swap_authors(
        page,
        lambda pks: {pk: author.pk for pk, author in current_authors(pks).items()},
        user=user,
    )


def hand_over(page: Any, author: Author, to: Author, *, user: Any = None) -> None:
    """Let a page and those that follow it name `to` wherever they name `author`."""
    given = {author.pk, *merged_into(author)}
    for copy in [page, *aliases_of(page)]:
        swap_authors(copy, lambda pks: dict.fromkeys(given & set(pks), to.pk), user=user)


def swap_authors(page: Any, swap: Swap, *, user: Any = None) -> None:
    """Let a page's bylines name others, each once, in rows and drafts alike."""
    with transaction.atomic():
        before = [str(row) for row in stored_bylines(page)]
        rows = stored_bylines(page)
        new = swap({row.author_id for row in rows})
        kept = {(new.get(row.author_id, row.author_id), row.role): row for row in reversed(rows)}
        Byline.objects.filter(page=page.pk).exclude(pk__in=[r.pk for r in kept.values()]).delete()
        for (author_pk, _role), row in kept.items():
            Byline.objects.filter(pk=row.pk).update(author=author_pk)
        drafted = []
        for revision in revisions_to_come(page):
            if "authors_bylines" in revision.content:
                content = swapped_content(revision.content, swap)
                drafted.append((revision.content["authors_bylines"], content))
                patched = revision.content | {"authors_bylines": content}
                Revision.objects.filter(pk=revision.pk).update(content=patched)
        update_reference_index_on_save(page.specific_deferred)
        after = [str(row) for row in stored_bylines(page)]
        drafts = [(byline_log.named_in(old), byline_log.named_in(new)) for old, new in drafted]
        byline_log.log_first_change(page, [(before, after), *drafts], user)
    forget_what_was_loaded(page)


def swapped_content(content: dict[str, Any], swap: Swap) -> list[dict[str, Any]]:
    """Return a revision's bylines with the new authors, each once."""
    rows = content.get("authors_bylines", [])
    new = swap({row["author"] for row in rows if row["author"]})
    named: dict[Any, dict[str, Any]] = {}
    for row in rows:
        author_pk = new.get(row["author"], row["author"])
        named.setdefault((author_pk, row["role"]), row | {"author": author_pk})
    return list(named.values())
