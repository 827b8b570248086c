"""The settings a public site runs with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "a-long-random-looking-value-for-this-test-9f8e7d6c5b4a39281706",
    "BASE_URL": "https://magazine.example",
    "ALLOWED_HOSTS": "magazine.example",
    "CACHE_URL": "redis://127.0.0.1:6379/0",
    "TIPS_PROVIDERS": "",
}


def check_deploy(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=kept | PRODUCTION | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_pass_every_deployment_check():
    answer = check_deploy()

    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


def test_limits_that_each_process_counts_alone_are_told():
    answer = check_deploy(CACHE_URL="")

    assert answer.returncode == 1
    assert "authors.W002" in answer.stderr


def test_a_missing_secret_key_stops_the_site():
    answer = check_deploy(SECRET_KEY="")

    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr


@pytest.mark.parametrize(
    ("url", "backend"),
    [
        ("rediscache://127.0.0.1:6379/1", "RedisCache"),
        ("redis://127.0.0.1:6379/1", "RedisCache"),
        ("locmemcache://", "LocMemCache"),
    ],
)
def test_the_cache_comes_from_its_url(url, backend):
    code = "from authorsite import settings; print(settings.CACHES['default']['BACKEND'])"

    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"CACHE_URL": url},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip().endswith(backend)
