"""The processes of a running demo: the server, the worker and the sweeper."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL
from types import FrameType

from django.conf import settings

MANAGE = Path(__file__).parent.parent.parent / "manage.py"
PATIENCE_SECONDS = 8
BESIDE_THE_SERVER = [
    ["db_worker", "--backend=authors", "--queue-name=authors", "--no-reload", "--verbosity=0"],
    ["sweep", "--every", "5"],
]
Child = subprocess.Popen[bytes]


def is_busy(host: str, port: int) -> bool:
    """Return whether something else serves that address already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def surroundings(host: str, address: str) -> dict[str, str]:
    """Return the environment in which all processes know the same address."""
    return os.environ | {
        "DEBUG": "1",
        "BASE_URL": address,
        "ALLOWED_HOSTS": ",".join({*settings.ALLOWED_HOSTS, host}),
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        "PYTHONUNBUFFERED": "1",
    }


def run(host: str, port: int, address: str, when_ready: Callable[[], None]) -> int:
    """Run everything until Ctrl-C, SIGTERM or the end of one of them; return the exit code."""
    environment = surroundings(host, address)
    children: list[Child] = []
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    shown = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        # What the server says of itself is said better by `when_ready`.
        children.append(_start(["runserver", "--noreload", shown], environment, DEVNULL))
        _wait_for(host, port, children[0])
        children += [_start(command, environment) for command in BESIDE_THE_SERVER]
        when_ready()
        return _first_end(children)
    except KeyboardInterrupt:
        return 0
    finally:
        stop(children)


def _start(command: list[str], environment: dict[str, str], stdout: int | None = None) -> Child:
    # A group of its own: Ctrl-C in the terminal reaches only us, and we stop the others.
    return subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, str(MANAGE), *command], env=environment, stdout=stdout, process_group=0
    )


def _wait_for(host: str, port: int, server: Child) -> None:
    """Return when the server takes connections, or when it has ended instead."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    while server.poll() is None:
        with suppress(OSError), socket.create_connection((reachable, port), timeout=1):
            return
        time.sleep(0.2)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _first_end(children: list[Child]) -> int:
    while True:
        for child in children:
            if child.poll() is not None:
                return child.returncode or 1
        time.sleep(0.5)


def stop(children: list[Child]) -> None:
    """Ask all to end, then insist."""
    for child in children:
        with suppress(ProcessLookupError):
            child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
