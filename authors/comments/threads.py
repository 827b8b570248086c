"""A page's comments as readers see them: threads, two levels deep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from authors.bylines import bylines_of, credits_for
from authors.comments.markup import to_html
from authors.comments.models import Comment
from authors.memory import until_readers_add


@dataclass
class Entry:
    """A comment as it is shown. `answered` names whom it answers inside a thread."""

    comment: Comment
    html: SafeString
    url: str  # the writer's own page
    is_by_author: bool  # of the page
    answered: str = ""
    answers: list["Entry"] = field(default_factory=list)

    @property
    def is_withdrawn(self) -> bool:
        return self.comment.state == Comment.State.WITHDRAWN


def threads_of(page: Any) -> list[Entry]:
    """Return the page's threads, the oldest first, as they were when somebody last added to them."""
    return until_readers_add(("comments.threads", page.pk), lambda: build(page))


def build(page: Any) -> list[Entry]:
    comments = list(Comment.objects.shown().filter(page=page.pk).select_related("author"))
    entries = {entry.comment.pk: entry for entry in entries_for(page, comments)}
    threads = []
    for entry in entries.values():
        root = root_of(entry, entries)
        if root is entry:
            threads.append(entry)
        else:
            parent = entries[entry.comment.parent_id or 0]
            entry.answered = "" if parent is root else parent.comment.name
            root.answers.append(entry)
    return list(without_empty(threads))


def entries_for(page: Any, comments: Sequence[Comment]) -> Iterator[Entry]:
    writers = {comment.author for comment in comments if comment.author}
    profiles = {credit.author.pk: credit.url for credit in credits_for(writers)} if writers else {}
    own = {credit.author.pk for credit in bylines_of([page])[page.pk]} if writers else set()
    for comment in comments:
        author = comment.author.current.pk if comment.author else None
        url = profiles.get(author, "") if author else comment.website
        yield Entry(comment, to_html(comment.text), url, author in own)


def root_of(entry: Entry, entries: dict[int, Entry]) -> Entry:
    """Return the first comment of the thread. Below one that isn't shown, a thread begins anew."""
    seen = set()
    while (above := entries.get(entry.comment.parent_id or 0)) and entry.comment.pk not in seen:
        seen.add(entry.comment.pk)
        entry = above
    return entry


def without_empty(threads: list[Entry]) -> Iterator[Entry]:
    """Leave out what was withdrawn, unless somebody has answered it."""
    for thread in threads:
        answered = {entry.comment.parent_id for entry in thread.answers}
        thread.answers = [
            entry
            for entry in thread.answers
            if not entry.is_withdrawn or entry.comment.pk in answered
        ]
        if thread.answers or not thread.is_withdrawn:
            yield thread


def count_of(threads: Sequence[Entry]) -> int:
    """Return how many comments there are to read."""
    shown = [entry for thread in threads for entry in (thread, *thread.answers)]
    return sum(not entry.is_withdrawn for entry in shown)
