"""What the pages on installing and extending tell is done to the letter, and works."""

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from tests.messages import ROOT
from tests.plugin.documents import commands, fences, pieces
from tests.plugin.project import Project

PLANT = """
from authors.models import Author, Byline
from authors.networks import networks
from authors.pages.models import ArticleIndexPage, ArticlePage, AuthorIndexPage, AuthorPage
from home.models import HomePage
home = HomePage.objects.get()
ada = Author.objects.create(name="Ada Lovelace", handle="ada")
index = home.add_child(instance=AuthorIndexPage(title="Authors", slug="authors"))
index.add_child(instance=AuthorPage(author=ada, title="Ada Lovelace"))
section = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
body = [("recipe", {"title": "Pancakes", "minutes": 20})]
article = ArticlePage(title="Breakfast", slug="breakfast", body=body)
article.authors_bylines = [Byline(author=ada)]
section.add_child(instance=article)
home.authors_bylines = [Byline(author=ada)]
home.save()
print("networks", networks()["matrix"].label)
"""
REFUND = """
from tips import payments
from tips.models import Payment
payment = Payment.objects.get()
payments.refund(payment, 900, actor=None, reason="", request_key="the-first")
"""


@dataclass
class Extended:
    """A host after every example of the page on extending was followed."""

    project: Project
    shell: str = ""
    said: list[str] = field(default_factory=list)
    pages: dict[str, requests.Response] = field(default_factory=dict)
    log: str = ""
    refunded: str = ""


@pytest.fixture(scope="module")
def extended(python, built, tmp_path_factory) -> Extended:
    project = Project("plain", python, tmp_path_factory.mktemp("extended") / "host")
    told = Extended(project)
    project.start()
    project.add_lines()
    for piece in pieces("docs/extending.md"):
        project.add(piece)
    told.said = [as_printed(project, line, built) for line in commands("docs/plug-in.md")]
    told.said.append(project.manage("makemigrations", "--check", "--dry-run"))
    told.shell = project.manage("shell", "-c", PLANT)
    with project.serving() as reader:
        visit(told, reader)
        told.refunded = project.manage("shell", "-c", REFUND)
    told.log = (project.folder / "server.txt").read_text()
    return told


def as_printed(project: Project, line: str, wheel: Path) -> str:
    """Run a line of the documentation, with the wheel where a copy of the project is named."""
    program, *rest = line.replace("path/to/authorsite", str(wheel)).split()
    return project.run(project.python.parent / program, *rest)


def visit(told: Extended, reader: requests.Session) -> None:
    from tests.plugin.reader import give_a_tip, tip_address

    for name in ("/articles/breakfast/", "/authors/ada-lovelace/feed/text/", "/api/v2/authors/"):
        told.pages[name] = reader.get(f"{told.project.url}{name}", timeout=60)
    told.pages["/api"] = reader.get(
        f"{told.project.url}/api/v2/pages/?type=home.HomePage&fields=bylines", timeout=60
    )
    give_a_tip(reader, tip_address(told.pages["/articles/breakfast/"]))
    told.project.manage("sweep")


def test_every_command_of_the_page_on_plugging_in_succeeds(extended):
    assert "no issues" in "".join(extended.said)
    assert "Groups are ready" in "".join(extended.said)


def test_no_extension_wants_a_migration(extended):
    assert "No changes detected" in extended.said[-1]


def test_authors_can_choose_the_new_network(extended):
    assert "networks Matrix" in extended.shell


def test_an_article_shows_the_new_block_and_the_hosts_own_template(extended):
    article = extended.pages["/articles/breakfast/"].text

    assert '<aside class="recipe"><h2>Pancakes</h2>' in article
    assert '<span class="my-avatar">A</span>' in article


def test_the_new_format_of_feeds_is_served_and_announced(extended):
    feed = extended.pages["/authors/ada-lovelace/feed/text/"]

    assert feed.headers["Content-Type"].startswith("text/plain")
    assert "Breakfast (Ada Lovelace)" in feed.text
    assert "feed/text/" in extended.pages["/articles/breakfast/"].text


def test_a_tip_and_its_return_are_heard_of(extended):
    assert "A tip for Ada Lovelace: 900 EUR" in extended.log
    assert "Given back to a reader of Ada Lovelace: 900" in extended.refunded


def test_programs_read_bylines_and_authors(extended):
    pages = extended.pages["/api"].json()["items"]
    (author,) = extended.pages["/api/v2/authors/"].json()["items"]

    assert ["Ada Lovelace"] in [[who["name"] for who in page["bylines"]] for page in pages]
    assert author["person"]["tip_url"].startswith("http")
    [told] = [json.loads(code) for kind, code in fences("docs/extending.md") if kind == "json"]
    assert list(author["person"]) == list(told)


def test_every_hook_of_ours_and_every_signal_is_in_the_page_on_extending():
    page = (ROOT / "docs/extending.md").read_text(encoding="utf-8")
    sources = [path for app in ("authors", "tips") for path in (ROOT / app).rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    hooks = set(re.findall(r'get_hooks\("(authors_\w+)"\)', code))
    signals = set(re.findall(r"^(\w+) = Signal\(\)", code, re.M))

    assert len(hooks) > 10
    assert signals == {"tip_succeeded", "tip_refunded", "tip_disputed", "comment_approved"}
    assert [name for name in hooks | signals if f"`{name}`" not in page] == []


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> str:
    """Do what the page on installing tells, in a copy of the checkout; return what was printed."""
    copy = tmp_path_factory.mktemp("server") / "authorsite"
    subprocess.run(["git", "clone", "--quiet", ROOT, copy], check=True)
    script = "set -eu\n" + "\n".join(commands("docs/install.md", "On a server"))
    done = subprocess.run(
        ["bash", "-c", script], cwd=copy, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, env={name: os.environ[name] for name in ("PATH", "HOME")},
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


def test_every_command_of_the_page_on_installing_succeeds(installed):
    assert "Groups are ready" in installed
    assert "no issues" in installed
