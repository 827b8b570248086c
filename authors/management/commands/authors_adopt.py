"""Make bylines from a relation to people that a site's pages already have."""

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from authors.adopting import adopt
from authors.exceptions import CannotAdopt
from authors.models import Author, Byline

STEP = 500


class Command(BaseCommand):
    help = _("Make authors and bylines from the people whom a page type's own relation names.")  # type: ignore[assignment]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("model", help="The page type, as app.Model.")
        parser.add_argument(
            "--relation", required=True, help="The path to the people: person, or people.person."
        )
        parser.add_argument("--name", default="", help="Where a person's name is; else guessed.")
        parser.add_argument("--role", default="author", choices=Byline.Role.values)
        parser.add_argument("--dry-run", action="store_true", help="Count, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        relation, is_dry = options["relation"], options["dry_run"]
        model = page_type(options["model"])
        try:
            with transaction.atomic():
                before = set(Author.objects.values_list("pk", flat=True))
                path = relation.split(".")
                tally = adopt(model, path, options["name"], options["role"], self.progress)
                made = Author.objects.exclude(pk__in=before).order_by("sort_name", "pk")
                names = list(made.values_list("name", flat=True))
                transaction.set_rollback(is_dry)
        except CannotAdopt as error:
            raise CommandError(str(error)) from error
        would = "Would be: " if is_dry else ""
        self.stdout.write(
            f"{would}{tally['authors']} authors made, {tally['adopted']} pages given bylines; "
            f"{tally['kept']} had some, {tally['nobody']} name nobody."
        )
        if named := [name for name in names if name]:
            self.stdout.write(f"Authors: {', '.join(named)}.")
        if nameless := names.count(""):
            self.stdout.write(f"{nameless} without a name: give it in the admin, under Authors.")
        self.stdout.write(
            f"From now on the bylines are what readers see: later changes of “{relation}” don't "
            "reach them. Run this again for pages that still have none."
        )

    def progress(self, pages: int) -> None:
        if pages % STEP == 0:
            self.stdout.write(f"{pages} pages …")


def page_type(label: str) -> Any:
    try:
        return apps.get_model(label)
    except ValueError as error:
        raise CommandError(f"Name the page type as app.Model, not “{label}”.") from error
    except LookupError as error:
        raise CommandError(str(error)) from error
