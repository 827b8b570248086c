"""A host's settings are its own business: none of them asks for a migration of ours."""

import os
import subprocess
import sys

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from tests.messages import ROOT
from tests.plugin.project import HOSTS

OPTIONS = ["--check", "--dry-run", "--skip-checks"]
OURS = ["authors", "authors_comments", "authors_followers", "tips"]


@pytest.mark.parametrize(
    ("settings", "apps"), [("settings", [*OURS, "authors_pages"]), ("swapped", OURS)]
)
def test_no_setting_of_a_host_asks_us_for_a_migration(settings, apps):
    path = os.pathsep.join([str(ROOT), str(HOSTS / "custom_models")])
    command = [sys.executable, "-m", "django", "makemigrations", *OPTIONS, *apps]
    done = subprocess.run(
        [*command, "--settings", f"tests.plugin.odd.{settings}"],
        env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert "No changes detected" in done.stdout


def test_ready_made_pages_beside_a_base_page_of_the_hosts_own_are_told_at_once(settings):
    settings.WAGTAIL_PAGE_MODEL = "basepage.BasePage"

    with pytest.raises(ImproperlyConfigured, match="Take it out of INSTALLED_APPS"):
        apps.get_app_config("authors_pages").import_models()
