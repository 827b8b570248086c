"""A provider from another package, as docs/adding-a-provider.md shows it."""

import hmac
import importlib
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone

from tests.tips.providers.standin import Problem, Server
from tips import payments
from tips.contract.trouble import WireContract
from tips.models import Payment
from tips.providers import registry

GUIDE = Path(__file__).parent.parent.parent / "docs" / "adding-a-provider.md"
pytestmark = pytest.mark.django_db


class Pennies(Server):
    """The provider's side: what it knows of charges, and whom it tells."""

    headers = {"Content-Type": "application/json"}
    answers = {429: (429, "{}"), 500: (500, "{}"), 503: (503, ""), 200: (200, "<h1>broken</h1>")}

    def __init__(self):
        super().__init__()
        self.charges, self.events = {}, []

    @property
    def source(self):
        return registry.provider("pennies")

    @property
    def asked(self):
        return self.received

    def params_of(self, query, body):
        return json.loads(body or b"{}") | dict(parse_qsl(query))

    def answer(self, request):
        _, _, charge_id, what = (*request.path.split("/"), "", "")[:4]
        if request.method == "GET" and not charge_id:
            return self.say({"charges": self.found(**request.params)})
        if not charge_id:
            return self.say(self.charge(request.params))
        if charge_id not in self.charges:
            raise Problem(404, "{}")
        charge = self.charges[charge_id]
        return self.say(self.give_back(charge, **request.params) if what else charge)

    def say(self, facts):
        return 200, json.dumps(facts), {}

    def found(self, key="", changed_since=""):
        since = datetime.fromisoformat(changed_since or "1970-01-01T00:00:00+00:00").timestamp()
        charges = [each for each in self.charges.values() if each["changed"] >= since]
        return [each for each in charges if key in ("", each["metadata"]["key"])]

    def charge(self, wanted):
        for known in self.found(wanted["metadata"]["key"]):
            if known["cents"] != wanted["cents"]:
                raise Problem(409, "{}")
            return known
        number = f"ch{len(self.charges) + 1}"
        blank = {"state": "new", "paid_at": None, "fee_cents": None, "reason": None, "refunds": []}
        mine = {"id": number, "live": False, "pay_at": f"{self.url}/pay/{number}"}
        self.charges[number] = wanted | blank | mine
        return self.change(number)

    def change(self, number, **facts):
        self.charges[number] |= facts | {"changed": timezone.now().timestamp()}
        return self.charges[number]

    def give_back(self, charge, cents, key):
        refunds = charge["refunds"]
        for known in (each for each in refunds if each["key"] == key):
            return known
        if cents + sum(each["cents"] for each in refunds) > charge["cents"]:
            raise Problem(400, "{}")
        at = timezone.now().isoformat()
        refund = {"id": f"re{len(refunds) + 1}", "cents": cents, "key": key, "at": at}
        self.change(charge["id"], refunds=[*refunds, refund])
        return refund

    def spoil(self, fault):
        self.faults.append("reset" if fault == "no connection" else fault)

    def act(self, url, action):
        paid = {"state": "paid", "paid_at": timezone.now().isoformat(), "fee_cents": 10}
        dead = {"state": "dead", "reason": "declined"}
        return self.tell(self.change(url.rpartition("/")[2], **(paid if action == "pay" else dead)))

    def refund_behind_our_back(self, remote_id, amount_minor):
        self.give_back(self.charges[remote_id], amount_minor, f"by-hand-{amount_minor}")
        return self.tell(self.charges[remote_id])

    def tell(self, charge):
        number = f"ev{len(self.events) + 1}"
        event = {"id": number, "type": "changed", "charge": charge["id"], "live": False}
        self.events.append(json.dumps(event).encode())
        return self.again()

    def again(self):
        signature = hmac.new(b"secret", self.events[-1], "sha256").hexdigest()
        return Client(enforce_csrf_checks=True).post(
            "/tips/webhooks/pennies/",
            self.events[-1],
            content_type="application/json",
            headers={"Pennies-Signature": signature},
        )


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


class TestPennies(WireContract):
    """The guide's example keeps the contract that we ship."""

    @pytest.fixture
    def stage(self, installed, server):
        return server


def test_the_guides_example_takes_a_tip(installed, server, make_tip):
    tip = make_tip()
    url = payments.checkout_url(tip, "pennies")

    server.act(url, "pay")

    payment = payments.bring_up_to_date(tip.payments.get())
    assert url.endswith("/pay/ch1")
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
