"""Collect the strings of an app, its templates included, into its German catalogue.

Run `python -m tests.messages authors`. Needs GNU gettext, which only translators need.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
APPS = ("authors", "tips", "authorsite")


def catalogue_path(app: str) -> Path:
    return ROOT / app / "locale" / "de" / "LC_MESSAGES" / "django.po"


def templates_of(app: str) -> list[Path]:
    """Return the app's templates; those that belong to no app are the microsite's."""
    if app != "authorsite":
        return [ROOT / "templates" / app]
    others = {ROOT / "templates" / other for other in APPS}
    return [path for path in (ROOT / "templates").iterdir() if path not in others]


def extract(app: str, folder: Path) -> Path:
    """Bring the app's catalogue up to date in a scratch folder and return the .po file there."""
    copy = folder / app
    shutil.copytree(
        ROOT / app, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "static")
    )
    for source in templates_of(app):
        target = copy / "templates" / source.name
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
    (copy / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--locale=de", "--no-location"]
    command += ["--no-wrap", "--no-obsolete", "--extension=html,txt,py,xml"]
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return copy / "locale" / "de" / "LC_MESSAGES" / "django.po"


def extracted(app: str) -> Catalog:
    with tempfile.TemporaryDirectory() as folder:
        return read_po(extract(app, Path(folder)).open("rb"))


def compile_catalogues() -> None:
    """Bring what Django reads up to date, for a run that `make` didn't prepare."""
    for app in APPS:
        source = catalogue_path(app)
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as po, target.open("wb") as mo:
                write_mo(mo, read_po(po))


def main(app: str) -> None:
    path = catalogue_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        text = extract(app, Path(folder)).read_text()
    # Without the hour of collecting: only a change of a string is a change of the file.
    path.write_text(re.sub(r'"(POT-Creation-Date|Report-Msgid-Bugs-To):.*\n', "", text))
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1])
