"""Hand out what the site keeps about a person, who is known by an e-mail address."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from authors.management.people import valid_address
from authors.privacy.personal_data import export_person


class Command(BaseCommand):
    help = "Write all that is kept about the owner of an e-mail address, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--output", type=Path, metavar="FILE", help="instead of printing it")

    def handle(self, *args: Any, email: str, output: Path | None, **options: Any) -> None:
        found = export_person(valid_address(email))
        text = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        if output is None:
            self.stdout.write(text)
            return
        output.touch(mode=0o600)
        output.write_text(text + "\n", encoding="utf-8")
        self.stdout.write(f"{sum(map(len, found.values()))} rows written to {output}")
