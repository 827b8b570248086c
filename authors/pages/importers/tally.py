"""What an import did, as a table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

Entry = tuple[str, object]
POSTS = ("published", "protected", "scheduled", "draft")
COMMENTS = ("comments shown", "comments waiting")
LATER = "later:"
SKIPPED = "skipped:"


class Tally:
    """Things by what became of them. A tag that ten posts name is one thing."""

    def __init__(self) -> None:
        self.things: dict[str, set[object]] = defaultdict(set)
        self.failures: list[str] = []

    def add(self, entries: Iterable[Entry]) -> None:
        for name, thing in entries:
            self.things[name].add(thing)
        self.things["known authors"] -= self.things["authors"]

    def number(self, *names: str) -> int:
        return sum(len(self.things[name]) for name in names)

    @property
    def created(self) -> int:
        return self.number("authors", *POSTS, *COMMENTS)

    def rows(self) -> Iterator[tuple[str, int]]:
        """Yield (title, number) for each line of the table."""
        for name, title in self._titles().items():
            yield title, self.number(name)
        for name in sorted(self.things):
            if name.startswith(SKIPPED):
                reason = name.removeprefix(SKIPPED)
                yield _("Skipped: %(reason)s") % {"reason": reason}, self.number(name)
            elif name.startswith(LATER):
                kind = name.removeprefix(LATER)
                yield _("Left for later: %(kind)s") % {"kind": kind}, self.number(name)
        yield _("Failed"), len(self.failures)

    def missing_pictures(self) -> list[str]:
        """Return the addresses that gave no picture."""
        return sorted(str(address) for address in self.things[f"{LATER}picture"])

    def table(self) -> str:
        rows = list(self.rows())
        width = max(len(title) for title, _number in rows)
        return "\n".join(f"{title:<{width}}  {number:>7}" for title, number in rows)

    @staticmethod
    def _titles() -> dict[str, str]:
        return {
            "authors": _("Authors"),
            "published": _("Posts, published"),
            "protected": _("Posts, published behind their password"),
            "scheduled": _("Posts, scheduled"),
            "draft": _("Posts, drafts"),
            "tags": _("Tags on them"),
            "topics": _("Topics on them"),
            "lead images": _("Lead images"),
            "pictures": _("Pictures in the text"),
            "sticky": _("Sticky posts, which nothing holds on top here"),
            "redirects": _("Redirects from old addresses"),
            "comments shown": _("Comments, published"),
            "comments waiting": _("Comments, waiting for a moderator"),
            "known authors": _("Authors already here"),
            "known posts": _("Posts already here"),
            "known comments": _("Comments already here"),
        }
