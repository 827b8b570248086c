"""A host site, made by `wagtail start` and run by the Python that the wheel is installed into."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.plugin.documents import Piece, lines_to_add

HOSTS = Path(__file__).parent / "hosts"
START_SECONDS = 180


class Project:
    """One host. `kind` names the folder whose files are laid over a plain one."""

    def __init__(self, kind: str, python: Path, folder: Path) -> None:
        self.kind, self.python, self.folder = kind, python, folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Make the site as it was before it knew of us, with its own migrations applied."""
        self.folder.mkdir()
        self.run(self.python.parent / "wagtail", "start", "mysite", ".")
        for folder in ("every", self.kind):
            shutil.copytree(HOSTS / folder, self.folder, dirs_exist_ok=True)
        if (HOSTS / self.kind / "home" / "models.py").exists():
            for migration in (self.folder / "home" / "migrations").glob("0*.py"):
                migration.unlink()  # they are about the page type of a plain host
        self.manage("makemigrations")
        self.manage("migrate")
        self.manage("shell", "-c", "import before")

    def add_lines(self) -> None:
        """Add what the README asks for, where it says."""
        for piece in lines_to_add():
            path = self.folder / piece.file
            shutil.copy(path, path.with_suffix(".before"))
            self.add(piece)
        if (self.folder / "writers").exists():
            self.manage("makemigrations", "writers")

    def add(self, piece: Piece) -> None:
        """Write a new file, or put lines into one that is there."""
        path = self.folder / piece.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(piece.code)
        else:
            path.write_text(ADD[path.name](path.read_text(), piece.lines))

    def take_lines_back(self, *names: str) -> None:
        """Let the files of these names be as they were before, or all of them."""
        for piece in lines_to_add():
            path = self.folder / piece.file
            before = path.with_suffix(".before")
            if before.exists() and path.name in (names or [path.name]):
                before.replace(path)

    def run(self, *command: object, check: bool = True) -> str:
        environment = {"PATH": os.environ["PATH"], "HOST_URL": self.url, "HOST_KIND": self.kind}
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        output = done.stdout + done.stderr
        assert not check or done.returncode == 0, f"{command}\n{output[-4000:]}"
        return output

    def manage(self, *arguments: str, check: bool = True) -> str:
        return self.run(self.python, "manage.py", *arguments, check=check)

    @contextmanager
    def serving(self) -> Iterator[requests.Session]:
        """Serve the site and yield a reader who keeps no cookies between two visits."""
        command = [self.python, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"]
        environment = {"PATH": os.environ["PATH"], "HOST_URL": self.url, "HOST_KIND": self.kind}
        log = (self.folder / "server.txt").open("a+")
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(self.url, process, self.folder / "server.txt")
            with requests.Session() as reader:
                yield reader
        finally:
            process.terminate()
            process.wait()
            log.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            requests.get(url, timeout=30)
            return
        except requests.ConnectionError:
            ended = process.poll() is not None or time.monotonic() > deadline
            assert not ended, log.read_text()[-4000:]
            time.sleep(0.2)


def at_the_end(text: str, lines: list[str]) -> str:
    return "\n".join([text, *lines, ""])


def among_the_urls(text: str, lines: list[str]) -> str:
    """Put paths first, as Wagtail's own pattern takes whatever comes to it."""
    if (pages := "i18n_patterns(") in text.partition("urlpatterns +=")[2]:
        # A host with several languages puts the form among what has a language.
        lines = [line.replace("tips.all_urls", "tips.service_urls") for line in lines]
        form = '    path("tips/", include("tips.urls")),'
        before, _, after = text.rpartition(pages)
        text = f"{before}{pages}\n{form}{after}"
    return under("urlpatterns = [", text, lines)


def into_the_page_class(text: str, lines: list[str]) -> str:
    return under("class HomePage(Page):", text, lines)


def under(heading: str, text: str, lines: list[str]) -> str:
    """Put imports at the top, and indented lines below a heading."""
    imports = [line for line in lines if not line.startswith(" ")]
    inner = [line for line in lines if line.startswith(" ")]
    assert heading in text
    return "\n".join([*imports, text.replace(heading, "\n".join([heading, *inner]), 1)])


def into_the_template(text: str, lines: list[str]) -> str:
    """Put what belongs into the head there, and the rest before the page's own content."""
    load, head, *shown = lines
    text = text.replace("{% load static %}", f"{{% load static %}}\n{load}", 1)
    text = text.replace("{% block extra_css %}", f"{{% block extra_css %}}\n{head}", 1)
    return text.replace("{% block content %}", "\n".join(["{% block content %}", *shown]), 1)


ADD = {
    "base.py": at_the_end,
    "wagtail_hooks.py": at_the_end,
    "urls.py": among_the_urls,
    "models.py": into_the_page_class,
    "home_page.html": into_the_template,
}
