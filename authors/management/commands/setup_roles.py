"""Make the groups "Authors", "Trusted authors", "Editors" and "Tip managers"."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy as _

from authors.groups import setup_roles


class Command(BaseCommand):
    help = _("Make the groups of authors and editors. Run it again after adding a section.")  # type: ignore[assignment]

    def handle(self, *args: Any, **options: Any) -> None:
        names = ", ".join(setup_roles())
        self.stdout.write(f"Groups are ready: {names}.")
