"""Ghost's export file (JSON). Source: https://ghost.org/docs/migration/custom/

It holds a dump of the database: password hashes, tokens and addresses of members lie in the same
file. Only the columns named here are ever read.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from django.utils.html import linebreaks

from authors.pages.importers.dates import FORMAT
from authors.pages.importers.exports import Item, Person, Picture, Term
from authors.pages.importers.ghost_file import Row, tables, text
from authors.pages.importers.ghost_people import person

OLD_SITE = "__GHOST_URL__"
STATUSES = {"published": "publish", "scheduled": "future"}


class GhostExport:
    """The posts, pages and users of a Ghost site."""

    def __init__(self, file: BinaryIO, address: str = "") -> None:
        found = tables(file)
        settings = {text(row, "key"): text(row, "value") for row in found["settings"]}
        self.address = address.strip().rstrip("/")
        self.title = settings.get("title", "")
        self.zone = _zone(settings.get("timezone", ""))
        self._identity = settings.get("db_hash") or self.title
        self._posts = found["posts"]
        self._tags = {text(row, "id"): row for row in found["tags"]}
        self._tags_of = _linked(found["posts_tags"], "tag_id")
        self._meta = {text(row, "post_id"): row for row in found["posts_meta"]}
        self._authors_of = _linked(found["posts_authors"], "author_id")
        users = [row for row in found["users"] if text(row, "id") in self._writers()]
        self.authors = {text(row, "id"): text(row, "name") or text(row, "slug") for row in users}
        self.persons: dict[str, Person] = {text(row, "id"): person(row) for row in users}
        self._slugs = {text(row, "id"): text(row, "slug") for row in users}
        self.logins: dict[str, str] = {}
        self.pictures: dict[str, Picture] = {}
        self.parents: dict[str, str] = {}
        self.total: int | None = len(self._posts)

    @property
    def source(self) -> str:
        """Return what stays when the site moves: a Ghost export doesn't tell its address."""
        return f"ghost-{hashlib.sha256(self._identity.encode()).hexdigest()[:16]}"

    def slugs_of(self, login: str) -> list[str]:
        return [slug for slug in [self._slugs.get(login, "")] if slug]

    def items(self) -> Iterator[Item]:
        for position, row in enumerate(self._posts, start=1):
            yield self._item(row, position)

    def _writers(self) -> set[str]:
        return {key for row in self._posts for key in self._creators(row)}

    def _creators(self, row: Row) -> list[str]:
        """Return the authors of a post in order; old exports name only one, at the post itself."""
        several = self._authors_of.get(text(row, "id"))
        return several or [key for key in [text(row, "author_id")] if key]

    def _item(self, row: Row, position: int) -> Item:
        slug = text(row, "slug")
        published = _moment(text(row, "published_at"))
        html = text(row, "html") or linebreaks(text(row, "plaintext"), autoescape=True)
        return Item(
            position,
            values={
                "guid": text(row, "id"),
                "title": text(row, "title"),
                "post_name": slug,
                "link": f"{self.address}/{slug}/" if slug else "",
                "content": html.replace(OLD_SITE, self.address),
                "excerpt": text(row, "custom_excerpt"),
                "lead_image": text(row, "feature_image").replace(OLD_SITE, self.address),
                "lead_image_alt": text(self._meta.get(text(row, "id"), {}), "feature_image_alt"),
                "post_type": "page" if text(row, "type") == "page" or row.get("page") else "post",
                "status": _status(row),
                "post_date_gmt": _written(published, UTC),
                "post_date": _written(published, self.zone),
                "post_modified_gmt": _written(_moment(text(row, "updated_at")), UTC),
            },
            tags=list(self._terms(row)),
            creators=[key for key in self._creators(row) if key in self.authors],
            has_classic_text=False,
        )

    def _terms(self, row: Row) -> Iterator[Term]:
        """Yield the tags that readers saw; those with a # in front were for the editors."""
        for key in self._tags_of.get(text(row, "id"), []):
            tag = self._tags.get(key, {})
            name = text(tag, "name")
            if text(tag, "visibility") != "internal" and not name.startswith("#"):
                yield Term(name, text(tag, "slug"))


def _status(row: Row) -> str:
    """Return WordPress's word. What members alone could read, or was only mailed, is a draft."""
    is_public = text(row, "visibility") in {"", "public"}
    return STATUSES.get(text(row, "status"), "draft") if is_public else "draft"


def _linked(rows: list[Row], column: str) -> dict[str, list[str]]:
    """Return the keys in a column for each post, in the order that somebody gave them."""
    linked: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=_order):
        linked[text(row, "post_id")].append(text(row, column))
    return linked


def _order(row: Row) -> float:
    order: Any = row.get("sort_order")
    return order if isinstance(order, int | float) else 0


def _moment(value: str) -> datetime | None:
    """Read a date: 2021-03-01T10:00:00.000Z, or with a space and without a zone in older files."""
    try:
        moment = datetime.strptime(value[:19].replace("T", " "), FORMAT)  # noqa: DTZ007 - see below
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if 1 < moment.year < 9999 else None


def _written(moment: datetime | None, zone: Any) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def _zone(name: str) -> Any:
    try:
        return ZoneInfo(name) if name else UTC
    except (ValueError, OSError, LookupError):
        return UTC
