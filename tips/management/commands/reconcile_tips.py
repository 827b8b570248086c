"""Compare the books of tips with the providers' own lists."""

from argparse import ArgumentTypeError
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from tips.models import ReconciliationItem
from tips.reconciliation.run import left, reconcile

DAYS = 30


def moment(text: str) -> datetime:
    """Read a number of days back, a date, or a date and time."""
    if text.isdigit() and len(text) < 6:
        return timezone.now() - timedelta(days=int(text))
    try:
        day, found = parse_date(text), parse_datetime(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no date") from error
    if found is None and day:
        found = datetime(day.year, day.month, day.day)
    if found is None:
        raise ArgumentTypeError(f"“{text}” is no date")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


class Command(BaseCommand):
    help = (
        "Compare with each provider's own list and book what is missing here. "
        "Ends with an error if something is left for a person."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since",
            type=moment,
            default=str(DAYS),
            help=f"a date, or how many days back (default: {DAYS})",
        )
        parser.add_argument("--dry-run", action="store_true", help="look only, book nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        run = reconcile(options["since"], is_dry=options["dry_run"])
        for item in run.items.all():
            self.stdout.write(line_of(item))
        self.stdout.write(f"{run.looked_at} payments looked at")
        if remain := left(run):
            raise CommandError(f"{remain} differences are left")


def line_of(item: ReconciliationItem) -> str:
    facts = [item.provider, item.account, item.remote_id]
    where = " ".join(filter(None, facts))
    return f"{item.outcome}: {item.kind}, {where}: here {item.ours or '-'}, there {item.theirs}"
