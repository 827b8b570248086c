"""The dates of a WordPress post, of which any may be missing or nought."""

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from django.utils import timezone

from authors.pages.importers.exports import Item

FORMAT = "%Y-%m-%d %H:%M:%S"


def published_at(item: Item) -> datetime | None:
    """Return when a post was or will be published, by the best of its three dates."""
    if moment := _moment(item["post_date_gmt"]):
        return moment.replace(tzinfo=UTC)
    if moment := _moment(item["post_date"]):
        return timezone.make_aware(moment)
    try:
        moment = parsedate_to_datetime(item["pubDate"])
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def modified_at(item: Item) -> datetime | None:
    """Return when a post was last changed: not before it was published, nor in the future."""
    published, changed = published_at(item), _moment(item["post_modified_gmt"])
    if not changed or not published:
        return published
    return max(published, min(changed.replace(tzinfo=UTC), timezone.now()))


def published_on(item: Item) -> date:
    """Return the day that the old site showed, which its own time zone decided."""
    if moment := _moment(item["post_date"]):
        return moment.date()
    return timezone.localdate(published_at(item))


def commented_at(comment: dict[str, str]) -> datetime:
    """Return when a comment was written, else now."""
    if moment := _moment(comment.get("comment_date_gmt", "")):
        return moment.replace(tzinfo=UTC)
    moment = _moment(comment.get("comment_date", ""))
    return timezone.make_aware(moment) if moment else timezone.now()


def _moment(text: str) -> datetime | None:
    """Read a date; nought (0000-00-00) and years that no time zone can shift are none."""
    try:
        moment = datetime.strptime(text, FORMAT)  # noqa: DTZ007 - the caller knows the zone
    except ValueError:
        return None
    return moment if 1 < moment.year < 9999 else None
