"""The site works with an app taken out of its settings, and nothing else changed."""

import json
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

from tests.left_out import PATHS

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(tmp_path):
    def visit(app):
        command = [sys.executable, "-m", "tests.left_out", app, database(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    return visit


def database(folder):
    """Return the name of the test database; SQLite's is copied, as this test holds its lock."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite":
        return name
    copy = folder / f"{len(list(folder.iterdir()))}.sqlite3"
    sqlite3.connect(name).execute("VACUUM INTO ?", [str(copy)])
    return str(copy)


@pytest.mark.parametrize(
    ("app", "name", "gone", "is_linked"),
    [
        ("authors.followers", "followers", "/follow/", False),
        ("authors.comments", "comments", "/comments/feed/", True),
    ],
)
def test_without_an_app_everything_else_is_there(visit, app, name, gone, is_linked):
    seen = visit(app)

    assert {path: seen["status"][path] for path in PATHS} == dict.fromkeys(PATHS, 200)
    assert seen["status"][gone] == 404
    assert (name in seen["keepers"], "tips" in seen["keepers"]) == (False, True)
    assert seen["links_to_following"] == is_linked
