"""Hosts made on the spot, with the wheel installed: one in the everyday run, all where asked."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from tests.plugin import reader, wheel
from tests.plugin.documents import commands
from tests.plugin.project import Project

KINDS = ["plain", "custom_models", "swapped_page", "two_sites"]
ASKED = os.environ.get("PLUGIN_HOSTS", "plain")
STRICT = ["custom_models"]  # hashed static files, no DEBUG, nothing inline
CHOSEN = KINDS if ASKED == "all" else ASKED.split(",")


@dataclass
class Story:
    """What a host's people saw, from adding us to taking us out again."""

    project: Project
    checked: str = ""
    wanted_migrations: str = ""
    pages: dict[str, requests.Response] = field(default_factory=dict)
    assets: dict[str, requests.Response] = field(default_factory=dict)
    screens: str = ""
    ledger: str = ""
    while_going: dict[str, int] = field(default_factory=dict)
    afterwards: dict[str, str] = field(default_factory=dict)


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/plugin" in str(item.path):
            item.add_marker(pytest.mark.plugin)


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    return wheel.build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def python(built, tmp_path_factory) -> Path:
    """The Python of an environment that knows the wheel and nothing of this checkout."""
    return wheel.install(built, tmp_path_factory.mktemp("environment") / "venv")


@pytest.fixture(scope="session", params=CHOSEN)
def story(request, python, tmp_path_factory) -> Story:
    folder = tmp_path_factory.mktemp("host")
    told = Story(Project(request.param, python, folder / request.param))
    told.project.start()
    told.project.add_lines()
    told.checked = told.project.manage("check")
    told.project.manage("migrate")
    told.checked += told.project.manage("check", "--database", "default")
    told.wanted_migrations = told.project.manage("makemigrations", "--check", "--dry-run")
    told.project.manage("shell", "-c", "import plant, plant_elsewhere")
    if told.project.kind in STRICT:
        told.project.manage("collectstatic", "--noinput")
    with told.project.serving() as session:
        visit(told, session)
    told.screens = told.project.manage("shell", "-c", "import screens")
    told.ledger = told.project.manage("check_ledger")
    take_out_again(told)
    return told


def visit(told: Story, session: requests.Session) -> None:
    url, pages = told.project.url, told.pages
    for name in ("/", "/authors/", "/authors/ada-lovelace/", *ARTICLES, *FEEDS):
        pages[name] = session.get(f"{url}{name}", timeout=60)
    for address in ELSEWHERE.get(told.project.kind, ()):
        pages[address] = session.get(address.format(port=told.project.port), timeout=60)
    pages["form"] = session.get(reader.tip_address(pages["/"]), timeout=60)
    pages["paid"] = reader.give_a_tip(session, pages["form"].url)
    told.project.manage("sweep")
    pages["status"] = session.get(pages["paid"].url, timeout=60)
    for address in {address for page in pages.values() for address in reader.assets(page)}:
        told.assets[address] = session.get(address, timeout=60)


def take_out_again(told: Story) -> None:
    """Do what the documentation says about removal, and look whether the host minds."""
    project = told.project
    pages = "writers" if project.kind == "swapped_page" else "authors_pages"
    asked = [line.split()[-2] for line in commands("docs/upgrading.md", "Removing")]
    apps = [pages if app == "authors_pages" else app for app in asked if app not in NOT_THERE]
    project.take_lines_back("home_page.html")
    with project.serving() as session:
        project.manage("shell", "-c", "import uproot")
        for app in apps:
            project.manage("migrate", app, "zero")
            told.while_going[app] = session.get(project.url, timeout=60).status_code
    project.take_lines_back()
    project.manage("remove_stale_contenttypes", "--include-stale-apps", "--no-input")
    told.afterwards["check"] = project.manage("check", "--database", "default")
    told.afterwards["migrations"] = project.manage("makemigrations", "--check", "--dry-run")
    told.afterwards["revisions"] = project.manage("shell", "-c", "import after")
    with project.serving() as session:
        told.afterwards["home"] = str(session.get(project.url, timeout=60).status_code)


NOT_THERE = ("authors_followers", "authors_comments")  # the README's lines leave them out
ELSEWHERE = {
    "two_sites": [
        "http://127.0.0.1:{port}/de/",
        "http://127.0.0.1:{port}/de/authors/ada-lovelace/",
        "http://127.0.0.1:{port}/de/authors/ada-lovelace/feed/",
        "http://127.0.0.1:{port}/de/tips/ada/",
        "http://localhost:{port}/",
        "http://localhost:{port}/writers/grace-hopper/",
    ]
}
ARTICLES = ["/articles/", "/articles/on-engines/", "/articles/archive/", "/articles/?q=engines"]
FEEDS = [f"/authors/ada-lovelace/feed/{kind}" for kind in ("", "atom/", "json/")]
