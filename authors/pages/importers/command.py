"""What the commands that import an export have in common."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from authors.pages.importers.destination import NoDestination, find_destination
from authors.pages.importers.exports import Export, Item, UnreadableExport
from authors.pages.importers.fetching import Fetcher
from authors.pages.importers.images import Images
from authors.pages.importers.media_folder import MediaFolder
from authors.pages.importers.run import Import
from authors.pages.importers.tally import Tally


class ImportCommand(BaseCommand):
    """Import a file into the site. A child says how to read it."""

    def export_of(self, file: BinaryIO, options: dict[str, Any]) -> Export:
        """Return the opened file's export. Raise UnreadableExport."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The export.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Tell what would come; keep nothing."
        )
        parser.add_argument("--into", default="", help="Key or path of the page of articles.")
        parser.add_argument("--locale", default="", help="Language of the posts, such as en.")
        parser.add_argument(
            "--media-dir", type=Path, help="A copy of the old site's folder of uploads."
        )
        parser.add_argument(
            "--fetch-media",
            action="store_true",
            help="Fetch pictures that the folder doesn't have from where they were.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            place = find_destination(options["into"], options["locale"])
            with open(options["file"], "rb") as file, quiet():
                images = Images(
                    MediaFolder(folder_at(options["media_dir"])),
                    Fetcher() if options["fetch_media"] else None,
                    is_rehearsal=options["dry_run"],
                )
                export = self.export_of(file, options)
                run = Import(export, place, images=images)
                self._bring(run, file)
        except (NoDestination, UnreadableExport) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error

    def _bring(self, run: Import, file: BinaryIO) -> None:
        last = None
        try:
            for item in progress(run.run(), file, run.export.total):
                last = item
        except UnreadableExport as error:
            self._report(run.tally, run.is_rehearsal)
            where = last.label if last else _("the authors")
            raise CommandError(
                _(
                    "%(error)s What stands before is imported, up to %(where)s."
                    " Run it again with a whole file."
                )
                % {"error": error, "where": where}
            ) from error
        self._report(run.tally, run.is_rehearsal)
        if run.tally.failures:
            raise CommandError(_("Not everything could be imported; see above."))

    def _report(self, tally: Tally, is_rehearsal: bool) -> None:
        for failure in tally.failures:
            self.stderr.write(failure)
        for address in tally.missing_pictures():
            self.stdout.write(_("No picture: %(address)s") % {"address": address})
        self.stdout.write(tally.table())
        created = _("%(number)s created, 0 changed.") % {"number": tally.created}
        self.stdout.write(created)
        if is_rehearsal:
            self.stdout.write(_("This was a dry run: nothing was kept."))


def folder_at(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        raise CommandError(_("There is no folder %(path)s.") % {"path": path})
    return path


@contextmanager
def quiet() -> Iterator[None]:
    """Hold back the loggers that tell of every single page: the table would drown in them."""
    loggers = [logging.getLogger(name) for name in ("django_tasks", "wagtail")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def progress(items: Iterable[Item], file: BinaryIO, total: int | None) -> Iterator[Item]:
    """Yield the items; on a terminal with tqdm installed, draw how far the import is.

    Without a total, how far the file is read tells it.
    """
    try:
        from tqdm import tqdm
    except ImportError:
        yield from items
        return
    if total is not None:
        # disable=None: draw nothing where there is no terminal.
        yield from tqdm(items, total=total, disable=None)
        return
    size = Path(file.name).stat().st_size
    with tqdm(total=size, unit="B", unit_scale=True, disable=None) as bar:
        for item in items:
            bar.update(file.tell() - bar.n)
            yield item
