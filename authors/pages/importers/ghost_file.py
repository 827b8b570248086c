"""The tables of a Ghost export, checked as far as anything reads them."""

import json
import re
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from authors.pages.importers.exports import UnreadableExport

Row = dict[str, Any]
TABLES = ("posts", "posts_authors", "posts_meta", "posts_tags", "settings", "tags", "users")
# Allowed in JSON, refused by databases.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def tables(file: BinaryIO) -> dict[str, list[Row]]:
    """Return the rows of the tables that an import reads. Raise UnreadableExport."""
    try:
        whole = json.load(file)
    except (ValueError, RecursionError) as error:
        raise UnreadableExport(
            _("The file breaks off or is damaged (%(error)s).") % {"error": error}
        ) from error
    data = _data(whole)
    found = {name: data.get(name) or [] for name in TABLES}
    for name, rows in found.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise UnreadableExport(
                _("The table “%(name)s” of the export is damaged.") % {"name": name}
            )
    return found


def text(row: Row, column: str) -> str:
    """Return a column's text; numbers become one, anything else is empty."""
    value = row.get(column)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return UNSTORABLE.sub("", str(value)).strip()


def _data(whole: Any) -> dict[str, Any]:
    """Return the database of an export; newer ones wrap it in a list."""
    databases = whole.get("db") if isinstance(whole, dict) else None
    first = databases[0] if isinstance(databases, list) and databases else whole
    data = first.get("data") if isinstance(first, dict) else None
    if not isinstance(data, dict) or "posts" not in data:
        raise UnreadableExport(
            _("This is not a Ghost export. Make one under Settings, Import/Export.")
        )
    return data
