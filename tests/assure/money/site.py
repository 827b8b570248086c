"""A site of one's own to kill: its processes, each of which can be started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Site:
    """A server, a sweeper and a manager, each a process, over one SQLite file or a database."""

    def __init__(self, folder: str, database: str = "") -> None:
        self.folder, self.port = Path(folder), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.assure.money.settings",
            "DEBUG": "1",
            "SECRET_KEY": "assure-" + "0" * 50,
            "BASE_URL": self.url,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": database or f"sqlite:///{self.folder / 'site.sqlite3'}",
            "EMAIL_URL": "dummymail://",
            "TIPS_PROVIDERS": "sandbox",
            "TIPS_SANDBOX_SLOW_SECONDS": "1",
        }
        self.commands = {
            "server": ["manage.py", "runserver", "--noreload", "--nostatic", str(self.port)],
            "sweeper": ["manage.py", "sweep", "--every", "0.2"],
            "manager": ["-m", "tests.assure.money.manager"],
        }
        self.running: dict[str, subprocess.Popen] = {}
        self.log = (self.folder / "log").open("w")

    def start(self, name: str) -> None:
        self.running[name] = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, *self.commands[name]],
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
        )

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def kill_all(self) -> None:
        for name in list(self.running):
            self.kill(name)

    def manage(self, *arguments: str) -> tuple[str, int]:
        """Run a command of the site's; return what it printed, and its exit code."""
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "manage.py", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return f"{done.stdout}{done.stderr}".strip(), done.returncode

    def run(self, code: str) -> str:
        text, failed = self.manage("shell", "--no-imports", "-c", code)
        if failed:
            raise RuntimeError(text)
        return text

    def wait(self, seconds: float = 300) -> None:
        """Wait until the server answers."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                requests.get(f"{self.url}/healthz", timeout=2)
                return
            except requests.RequestException:
                time.sleep(0.1)
        raise TimeoutError(self.url)
