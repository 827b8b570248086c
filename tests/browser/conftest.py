"""A running demo site and Debian's Chromium, as a person meets them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "a coffee for the authors"
START_SECONDS = 240
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# The first look at a page cuts its pictures.
PATIENCE_MS = 90_000
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def environment(tmp_path_factory) -> dict[str, str]:
    """Return the settings of a demo site on files of its own."""
    folder = tmp_path_factory.mktemp("demo")
    return os.environ | {
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": f"http://127.0.0.1:{free_port()}",
        "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        "DEBUG": "1",
        "DEMO_PASSWORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "authorsite.settings",
        "EMAIL_URL": "dummymail://",
        "MEDIA_ROOT": f"{folder}/media",
        "TIPS_PROVIDERS": "sandbox",
        "TIPS_SANDBOX_SLOW_SECONDS": "12",
    }


@pytest.fixture(scope="session")
def site(environment, tmp_path_factory) -> str:
    """Return the address of a demo site with its worker."""
    url = environment["BASE_URL"]
    log_file = tmp_path_factory.mktemp("log") / "log.txt"
    log = log_file.open("w")
    command = [sys.executable, "manage.py", "demo", "--port", url.rpartition(":")[2]]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    deadline = time.monotonic() + START_SECONDS
    while not answers(f"{url}/readyz"):
        ended = process.poll() is not None or time.monotonic() > deadline
        assert not ended, log_file.read_text()[-3000:]
        time.sleep(0.5)
    yield url
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


@pytest.fixture(scope="session")
def chromium() -> Browser:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def run_in_site(site, environment):
    """Return a function that runs Python code in the demo site's database."""

    def run(code: str) -> None:
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    return run


@pytest.fixture
def visitor(chromium):
    """Return a function that opens an empty page of a browser without history."""
    with ExitStack() as contexts:

        def visitor(site: str, **options) -> Page:
            context = chromium.new_context(base_url=site, **options)
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            return context.new_page()

        yield visitor


@pytest.fixture
def reader(visitor, site) -> Page:
    """A phone without JavaScript."""
    return visitor(site, viewport=PHONE, java_script_enabled=False)


@pytest.fixture
def login(visitor, site):
    """Return a function that opens Wagtail as somebody and returns the page."""

    def as_user(username: str) -> Page:
        page = visitor(site, viewport=DESK)
        page.goto("/admin/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return as_user
