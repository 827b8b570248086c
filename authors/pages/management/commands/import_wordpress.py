"""Bring the authors, posts, pages and comments of a WordPress export into the site."""

from typing import Any, BinaryIO

from authors.pages.importers.command import ImportCommand
from authors.pages.importers.first_look import look_through
from authors.pages.importers.wxr import Export


class Command(ImportCommand):
    help = "Bring the authors, posts, pages and comments of a WordPress export (WXR) into the site."

    def export_of(self, file: BinaryIO, options: dict[str, Any]) -> Export:
        return Export(file, look_through(file))
