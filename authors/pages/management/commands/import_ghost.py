"""Bring the authors, posts and pages of a Ghost export into the site."""

from typing import Any, BinaryIO

from django.core.management.base import CommandParser

from authors.pages.importers.command import ImportCommand
from authors.pages.importers.ghost import GhostExport


class Command(ImportCommand):
    help = "Bring the authors, posts and pages of a Ghost export (JSON) into the site."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--address", default="", help="The old site, such as https://blog.example."
        )

    def export_of(self, file: BinaryIO, options: dict[str, Any]) -> GhostExport:
        return GhostExport(file, options["address"])
