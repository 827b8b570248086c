"""Check that the books of tips hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tips import books


class Command(BaseCommand):
    help = "Check the invariants of money. Ends with an error if one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        problems = books.problems()
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems in the books")
        self.stdout.write("The books hold.")
