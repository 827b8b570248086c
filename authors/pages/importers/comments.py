"""The comments under a post, handed to the app that keeps comments, if there is one."""

from typing import Any

from authors.imported_comments import ImportedComment, hand_over, is_wanted
from authors.pages.imported import ImportedItem
from authors.pages.importers import dates
from authors.pages.importers.exports import Item
from authors.pages.importers.people import People
from authors.pages.importers.tally import LATER, SKIPPED, Entry

PINGS = {"pingback", "trackback"}
COMMENTS = {"", "comment"}
# Approved is 1 and waiting is 0; the rest, such as spam and trash, nobody wanted to keep.
STATES = {"1": True, "0": False, "approve": True, "hold": False}


def bring_comments(item: Item, page: Any, people: People) -> list[Entry]:
    """Hand over what no earlier run has brought. Call it in a transaction."""
    if not is_wanted():
        return [(f"{LATER}comment", (item.position, n)) for n, _one in enumerate(item.comments)]
    entries: list[Entry] = []
    new = []
    for comment in sorted(item.comments, key=_number):
        entry = _entry(comment, page, people.source)
        entries.append((entry, f"{people.source} {comment.get('comment_id')}"))
        if entry in {"comments shown", "comments waiting"}:
            new.append(_imported(comment, people))
    hand_over(page, new)
    return entries


def _entry(comment: dict[str, str], page: Any, source: str) -> str:
    """Say what becomes of a comment, and remember it if it comes."""
    kind = comment.get("comment_type", "")
    if kind not in COMMENTS:
        return f"{SKIPPED}{'ping' if kind in PINGS else kind}"
    state = comment.get("comment_approved", "")
    if state not in STATES:
        return f"{SKIPPED}{state or 'comment'}"
    if page is None:  # What an editor deleted stays deleted.
        return "known comments"
    _record, is_new = ImportedItem.objects.get_or_create(
        source=source, kind=ImportedItem.Kind.COMMENT, remote_id=comment.get("comment_id", "")[:255]
    )
    if not is_new:
        return "known comments"
    return "comments shown" if STATES[state] else "comments waiting"


def _imported(comment: dict[str, str], people: People) -> ImportedComment:
    parent = comment.get("comment_parent", "")
    return ImportedComment(
        key=_key(people.source, comment.get("comment_id", "")),
        parent_key="" if parent in {"", "0"} else _key(people.source, parent),
        name=comment.get("comment_author", ""),
        text=comment.get("comment_content", ""),
        written_at=dates.commented_at(comment),
        is_approved=STATES[comment["comment_approved"]],
        email=comment.get("comment_author_email", ""),
        website=comment.get("comment_author_url", ""),
        author=people.known(comment.get("comment_user_id", "")),
    )


def _key(source: str, number: str) -> str:
    return f"{source[:150]}#comment-{number[:40]}"


def _number(comment: dict[str, str]) -> int:
    """Return a comment's number: answers have a higher one than what they answer."""
    number = comment.get("comment_id", "")
    return int(number) if number.isdecimal() else 0
