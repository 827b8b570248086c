"""Build the wheel from this checkout, and install it where nothing of the checkout is in reach."""

import re
import subprocess
import sys
from pathlib import Path

import django

ROOT = Path(__file__).parent.parent.parent
QUIET = ["--quiet", "--disable-pip-version-check"]


def build(folder: Path) -> Path:
    """Return the path of a wheel made in `folder`, by the build tools that are installed here."""
    command = [sys.executable, "-m", "pip", "wheel", *QUIET, "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", folder, ROOT], check=True)
    return next(folder.glob("*.whl"))


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel, with what it depends on, and return the Python that finds it."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    constraints = folder.with_suffix(".constraints")
    constraints.write_text(pins())
    command = [python, "-m", "pip", "install", *QUIET, "--constraint", constraints, wheel]
    subprocess.run(command, check=True)
    return python


def pins() -> str:
    """Return the versions that we pin, with the Django that this run is about."""
    pinned = (ROOT / "constraints.txt").read_text()
    return re.sub(r"^Django==.*$", f"Django=={django.get_version()}", pinned, flags=re.MULTILINE)
