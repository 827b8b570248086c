"""What is in the wheel: everything a host needs, nothing of the microsite or the tests."""

import zipfile
from pathlib import PurePosixPath

import pytest

from tests.messages import ROOT

APPS = ("authors", "tips")
SHIPPED = {".py", ".html", ".txt", ".xml", ".xsl", ".css", ".js", ".svg", ".po", ".mo", ".typed"}


@pytest.fixture(scope="module")
def shipped(built) -> set[str]:
    names = set(zipfile.ZipFile(built).namelist())
    return {name for name in names if ".dist-info/" not in name}


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
