"""Spreadsheets from listings: safe cells, local times, no row held in memory."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.functional import Promise
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

from authors.cells import printable, safe_cell

CHUNK = 500  # rows that are loaded, and completed, at once


@dataclass(frozen=True)
class Field:
    """A column of a spreadsheet."""

    heading: str | Promise
    value: Callable[[Any], Any]


def local(moment: datetime | None) -> datetime | str:
    """Return the local time without zone, which is all that a spreadsheet knows."""
    return timezone.make_naive(moment).replace(microsecond=0) if moment else ""


class SafeExport(SpreadsheetExportMixin):
    """Let a listing be downloaded, line by line. `fields` are its columns."""

    fields: dict[str, Field] = {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer an export before the listing counts, and so loads, all its rows."""
        if self.is_export:
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    @property
    def list_export(self) -> list[str]:
        return list(self.fields)

    def complete(self, batch: list[Any]) -> None:
        """Give a batch of rows what their fields need and the query doesn't bring."""

    def batches(self, queryset: QuerySet[Any]) -> Iterator[list[Any]]:
        loaded = queryset.iterator(chunk_size=CHUNK)
        while batch := list(islice(loaded, CHUNK)):
            self.complete(batch)
            yield batch

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: field.value(item) for name, field in self.fields.items()}

    def get_heading(self, queryset: QuerySet[Any], field: str) -> str:
        return str(self.fields[field].heading)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if not isinstance(value, str | Promise):
            return value
        text = str(value)
        return printable(text) if export_format == self.FORMAT_XLSX else safe_cell(text)

    def generate_xlsx_row(
        self, worksheet: Any, row_dict: dict[str, Any], date_format: str | None = None
    ) -> Iterator[Any]:
        """Yield cells. A text is a text there by its type, so that it needs no sign before it."""
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format):
            if isinstance(cell.value, str):
                cell.data_type = "s"
                # Or it would become a formula when somebody edits the cell.
                cell.quotePrefix = safe_cell(cell.value) != cell.value
            yield cell

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """Yield batch by batch. The answer is sent after the view, so it keeps language and zone."""
        language, zone = translation.get_language(), timezone.get_current_timezone()
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export)
        yield writer.writerow({name: self.get_heading(queryset, name) for name in self.fields})
        for batch in self.batches(queryset):
            with translation.override(language), timezone.override(zone):
                lines = [self.write_csv_row(writer, self.to_row_dict(row)) for row in batch]
            yield b"".join(lines)

    def write_xlsx_response(self, queryset: QuerySet[Any]) -> Any:
        return super().write_xlsx_response(chain.from_iterable(self.batches(queryset)))
