"""A host may list our apps in any order."""

import os
import subprocess
import sys

import pytest

from tests.messages import ROOT

PROGRAM = """
import django
from django.conf import settings
from authorsite import settings as ours
first = "{first}"
apps = [first, *[app for app in ours.INSTALLED_APPS if app != first]]
values = {{name: value for name, value in vars(ours).items() if name.isupper()}}
settings.configure(**values | {{"INSTALLED_APPS": apps}})
django.setup()
"""


@pytest.mark.parametrize(
    "first", ["tips", "authors", "authors.pages", "authors.comments", "authors.followers"]
)
def test_an_app_can_come_first(first):
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(first=first)],
        cwd=ROOT, env=os.environ | {"DEBUG": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert answer.returncode == 0, answer.stderr[-2000:]
