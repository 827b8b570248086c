"""Erase a person, who is known by an e-mail address."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from authors.mailboxes import written_alike
from authors.management.people import valid_address
from authors.privacy.personal_data import erase_person


class Command(BaseCommand):
    help = "Take all that names the owner of an e-mail address out of the site. It can't be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--noinput", action="store_true", help="don't ask for the address a second time"
        )

    def handle(self, *args: Any, email: str, noinput: bool, **options: Any) -> None:
        address = valid_address(email)
        if not noinput:
            again = input("This can't be undone. Type the address once more: ")
            if written_alike(again) != written_alike(address):
                raise CommandError("The two addresses differ. Nothing was erased.")
        record = erase_person(address)
        for app, count in record.counts.items():
            self.stdout.write(f"{app}: {count} rows")
        self.stdout.write(f"Recorded as {record.reference}, without the address.")
