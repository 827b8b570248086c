"""Fill an empty database with a small publication and serve it."""

import logging
import secrets
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

import environ
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

PASSWORD_FILE = settings.VAR_DIR / "demo-password"


class Command(BaseCommand):
    help = "Show a small publication with authors, articles and tips. Needs DEBUG."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="The address to listen on.")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-serve", action="store_true", help="Make the content and stop there."
        )

    def handle(self, *args: Any, host: str, port: int, no_serve: bool, **options: Any) -> None:
        from authorsite.demo import processes

        if not settings.DEBUG:
            raise CommandError(
                "The demo has known passwords and make-believe money, so it only runs with DEBUG=1."
            )
        if not no_serve and processes.is_busy(host, port):
            raise CommandError(
                f"Port {port} on {host} is in use. Choose another: make demo PORT={port + 1}"
            )
        address = address_of(host, port)
        password = demo_password()
        logging.disable(logging.INFO)  # a line for each page is too much to read
        self.fill(address, password)
        if no_serve:
            self.introduce(address, password)
        else:
            self.stdout.write("  Starting …")
            sys.exit(processes.run(host, port, address, lambda: self.open(address, password)))

    def fill(self, address: str, password: str) -> None:
        from authorsite.demo import content

        settings.VAR_DIR.mkdir(exist_ok=True)
        self.step("Database", lambda: call_command("migrate", verbosity=0, interactive=False))
        for title, work in content.steps(address, password):
            self.step(title, work)

    def open(self, address: str, password: str) -> None:
        from authorsite.demo import content

        self.introduce(address, password)
        content.visit_pages(address)

    def step(self, title: str, work: Callable[[], object]) -> None:
        self.stdout.write(f"  {title} … ", ending="")
        self.stdout.flush()
        result = work()
        self.stdout.write(str(result) if result else "done")

    def introduce(self, address: str, password: str) -> None:
        names = accounts(password)
        self.stdout.write(f"\n  Read      {address}/   (German: {address}/de/)")
        self.stdout.write(f"  Log in    {address}/admin/")
        self.stdout.write(f"  Accounts  {', '.join(names)}")
        self.stdout.write(f"  Password  {password}")
        self.stdout.write("  Mails are printed here. Ctrl-C stops everything.\n")
        self.stdout.flush()


def address_of(host: str, port: int) -> str:
    """Return where readers find the demo: BASE_URL if it is set, else where it listens."""
    given = environ.Env().str("BASE_URL", "").rstrip("/")
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return given or f"http://{shown}:{port}"


def demo_password() -> str:
    """Return the one password of all demo accounts: DEMO_PASSWORD, or one made on the first run."""
    given = environ.Env().str("DEMO_PASSWORD", "")
    if given:
        return given
    if not PASSWORD_FILE.exists():
        PASSWORD_FILE.parent.mkdir(exist_ok=True)
        PASSWORD_FILE.touch(mode=0o600)
        PASSWORD_FILE.write_text(f"coffee-{secrets.token_hex(4)}", encoding="utf-8")
    return PASSWORD_FILE.read_text(encoding="utf-8").strip()


def accounts(password: str) -> list[str]:
    """Return the demo's accounts, with a note on those whose password was changed."""
    from authorsite.demo import people

    users = get_user_model().objects.filter(username__in=people.usernames()).order_by("pk")
    return [
        user.username if user.check_password(password) else f"{user.username} (changed)"
        for user in users
    ]
