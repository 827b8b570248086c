"""A table, typed as lines or pasted from a spreadsheet."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from authors.blocks.picker import MEDIA, PREVIEW

RULE = re.compile(r"[|\s:+-]*-{2,}[|\s:+-]*")


class TableValue(blocks.StructValue):
    @property
    def lines(self) -> list[list[str]]:
        """Return the cells line by line, every line as long as the longest."""
        typed = (self.get("cells") or "").splitlines()
        lines = [cells_of(line) for line in typed if line.strip() and not RULE.fullmatch(line)]
        width = max(map(len, lines), default=0)
        return [line + [""] * (width - len(line)) for line in lines]

    @property
    def heads(self) -> list[str]:
        return self.lines[0] if self.get("has_head") and self.lines else []

    @property
    def rows(self) -> list[list[str]]:
        return self.lines[1:] if self.heads else self.lines


def cells_of(line: str) -> list[str]:
    """Return a line's cells: spreadsheets part them by tabs, people by upright strokes."""
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    line = line.strip()
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


class TableBlock(blocks.StructBlock):
    """Plain text in cells. Wagtail's own TableBlock lets editors write attributes of elements."""

    caption = blocks.CharBlock(
        label=_("Caption of the table"),
        required=False,
        max_length=200,
        help_text=_("Says what the table shows; screen readers read it first."),
    )
    cells = blocks.TextBlock(
        label=_("Rows of the table"),
        max_length=20_000,
        rows=8,
        help_text=_("One row a line, with | between cells; or paste from a spreadsheet."),
    )
    has_head = blocks.BooleanBlock(
        label=_("The first row names the columns"), required=False, default=True
    )
    has_names = blocks.BooleanBlock(
        label=_("The first column names the rows"), required=False, default=False
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = MEDIA
        description = _("Rows and columns of text. It scrolls where a screen is too narrow.")
        template = "authors/blocks/table.html"
        value_class = TableValue
        preview_template = PREVIEW
        preview_value = {
            "caption": "",
            "cells": "Ada | 1815 | London\nGrace | 1906 | New York",
            "has_head": False,
            "has_names": True,
        }
