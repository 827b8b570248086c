"""Do what is due in every app: events, refunds, polls, mails, and what was kept for long enough."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from authors import sweeping


class Command(BaseCommand):
    help = "Do what is due: process events, send mails, forget what was kept for long enough."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="sweep once (the default)")
        parser.add_argument("--every", type=float, metavar="SECONDS", help="sweep again and again")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"] is None:
            self.stdout.write(f"{sweeping.sweep()} done")
            return
        while True:
            self._sweep()
            time.sleep(options["every"])

    def _sweep(self) -> None:
        """Sweep, and outlive a database that is away for a while."""
        close_old_connections()
        try:
            sweeping.sweep()
        except OperationalError as error:
            self.stderr.write(f"The database is away: {error}")
