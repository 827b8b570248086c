"""A provider from another package, as docs/adding-a-provider.md shows it."""

import importlib
import json
import re
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.utils import timezone

from tests.tips.providers.standin import Server
from tips import payments
from tips.models import Payment
from tips.providers import registry

GUIDE = Path(__file__).parent.parent.parent / "docs" / "adding-a-provider.md"
pytestmark = pytest.mark.django_db


class Pennies(Server):
    """The provider's side: one charge, which is paid as soon as it is made."""

    headers = {"Content-Type": "application/json"}
    charge = None

    def params_of(self, query, body):
        return json.loads(body or b"{}")

    def answer(self, request):
        if request.method == "POST":
            paid = {"state": "paid", "paid_at": timezone.now().isoformat(), "live": False}
            money = {"fee_cents": 10, "reason": None, "refunds": [], "pay_at": f"{self.url}/pay"}
            self.charge = request.params | paid | money | {"id": "ch1"}
        return 200, json.dumps(self.charge), {}


@pytest.fixture
def server():
    with Pennies() as server:
        yield server


@pytest.fixture
def installed(tmp_path, monkeypatch, settings, server):
    """Install a package with the guide's example, its entry point included."""
    _project, example = re.findall("```(?:toml|python)\n(.*?)```", GUIDE.read_text(), re.DOTALL)[:2]
    point = re.search(r'\[project.entry-points."(.*)"\]\n(.*) = "(.*)"', _project)
    package, facts = tmp_path / "my_provider", tmp_path / "my_provider-1.0.dist-info"
    package.mkdir()
    facts.mkdir()
    (package / "__init__.py").touch()
    (package / "pennies.py").write_text(example.replace("https://api.pennies.example", server.url))
    (facts / "METADATA").write_text("Name: my-provider\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text(f"[{point[1]}]\n{point[2]} = {point[3]}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    settings.TIPS_PROVIDERS = ["pennies"]
    settings.PENNIES_KEY, settings.PENNIES_SECRET = "test_1", "secret"
    yield
    registry._load.cache_clear()
    for name in ("my_provider", "my_provider.pennies"):
        sys.modules.pop(name, None)


def test_a_provider_of_another_package_is_found_by_its_entry_point(installed):
    assert registry.provider("pennies").label == "Pennies"


def test_the_guides_example_takes_a_tip(installed, make_tip):
    tip = make_tip()

    url = payments.checkout_url(tip, "pennies")

    payment = payments.bring_up_to_date(tip.payments.get())
    assert url.endswith("/pay")
    assert payment.state == Payment.State.SUCCEEDED
    assert sorted(payment.movements.values_list("kind", "amount_minor")) == [
        ("charge", 500),
        ("fee", -10),
    ]


def test_the_guides_example_is_checked(installed, settings):
    settings.PENNIES_SECRET = ""

    found = run_checks(tags=["tips"], include_deployment_checks=True)

    assert [message.id for message in found] == ["pennies.E001"]


def test_without_the_package_its_name_is_unknown(settings):
    settings.TIPS_PROVIDERS = ["pennies"]

    assert [message.id for message in run_checks(tags=["tips"])] == ["tips.E002"]
