"""What is in the wheel: everything a host needs, nothing of the microsite or the tests."""

import re
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import PurePosixPath

import pytest

from tests.messages import ROOT

APPS = ("authors", "tips")
SHIPPED = {".py", ".html", ".txt", ".xml", ".xsl", ".css", ".js", ".svg", ".po", ".mo", ".typed"}


@pytest.fixture(scope="module")
def shipped(built) -> set[str]:
    names = set(zipfile.ZipFile(built).namelist())
    return {name for name in names if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def facts(built) -> Message:
    """Return what the wheel says of itself to those who install it."""
    wheel = zipfile.ZipFile(built)
    name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return message_from_bytes(wheel.read(name))


def expected() -> set[str]:
    """Return what the checkout holds for hosts, by its path in the wheel."""
    sources = {path.relative_to(ROOT).as_posix() for app in APPS for path in files_in(ROOT / app)}
    templates = {
        f"{app}/templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for app in APPS
        for path in files_in(ROOT / "templates" / app)
    }
    compiled = {name.removesuffix(".po") + ".mo" for name in sources if name.endswith(".po")}
    return sources | templates | compiled


def files_in(folder):
    return [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]


def test_the_wheel_holds_exactly_what_hosts_need(shipped):
    assert shipped == expected()


def test_only_these_kinds_of_files_are_shipped(shipped):
    assert {PurePosixPath(name).suffix for name in shipped} <= SHIPPED


def test_nothing_of_the_microsite_or_the_tests_is_in_it(shipped):
    strangers = ("authorsite/", "tests/", "bench/", "docs/")

    assert not [name for name in shipped if name.startswith(strangers)]
    assert not [name for name in shipped if name.endswith("/templates/base.html")]


@pytest.mark.parametrize("app", APPS)
def test_each_app_says_that_it_is_typed(shipped, app):
    assert f"{app}/py.typed" in shipped


def test_every_catalogue_is_compiled(shipped):
    catalogues = [name for name in shipped if name.endswith(".po")]

    assert catalogues
    assert all(name.removesuffix(".po") + ".mo" in shipped for name in catalogues)


def test_the_version_stands_in_one_place(facts):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sources = [path for app in APPS for path in (ROOT / app).glob("*.py")]

    assert facts["Version"] == project["version"]
    assert [path for path in sources if "__version__" in path.read_text(encoding="utf-8")] == []


def test_the_changelog_begins_with_what_is_not_released_or_with_this_version(facts):
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    chapters = re.findall(r"^## (\S+)", changelog, re.M)

    assert chapters[0] in ("Unreleased", facts["Version"])
    assert chapters[1:2] in ([], [facts["Version"]])


def test_each_way_to_pay_and_to_send_has_an_extra_and_the_docs_name_no_other(facts):
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    groups = re.findall(r"(?:authorsite|\"\.|\(`|extra `)\[([a-z,]+)\]", text)
    named = {name for group in groups for name in group.split(",")}

    extras = set(facts.get_all("Provides-Extra"))

    assert {"paypal", "stripe", "bank", "mail"} <= extras
    assert named <= extras
