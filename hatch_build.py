"""Compile the message catalogues into every build: .mo files aren't in the repository."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in Path(self.root).glob("*/locale/*/LC_MESSAGES/django.po"):
            unfinished = source.with_suffix(".mo.part")
            with source.open("rb") as po, unfinished.open("wb") as mo:
                write_mo(mo, read_po(po))
            unfinished.replace(source.with_suffix(".mo"))  # at once: somebody may be reading it
