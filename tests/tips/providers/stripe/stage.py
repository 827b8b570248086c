"""Stripe as tests know it: the real SDK, over real HTTP, to a server that stands in."""

import json

import pytest
import stripe
from django.test import Client

from tests.tips.providers.stripe.server import StandIn
from tips.providers.registry import provider
from tips.providers.stripe import client

FAULTS = {
    "no connection": "reset",
    "lost answer": "lost answer",
    429: "rate limit",
    500: "broken",
    503: "down",
    200: "garbage",
}


class Stage(StandIn):
    """What the contract of all providers needs to know about Stripe."""

    def __init__(self):
        super().__init__()
        self.source = provider("stripe")

    @property
    def asked(self):
        return self.received

    def spoil(self, fault):
        """Let the next question fail, the SDK's own retry included."""
        self.faults += [FAULTS[fault]] * (client.RETRIES + 1)

    def act(self, url, action):
        """Let the reader pay or fail, and Stripe tell us about it."""
        session = url.partition("#")[0].rpartition("/")[2]
        account = self.account.holder_of(session)
        if action == "pay":
            return self.deliver(account.pay(session))
        account.pay_slowly(session)
        return self.deliver(account.bounce(session))

    def dispute(self, remote_id, amount_minor):
        """Let the reader's bank take a part back, and Stripe tell us."""
        return self.deliver(self.account.dispute(remote_id, amount_minor))

    def decide(self, remote_id, outcome):
        intent = self.account.get(remote_id)["payment_intent"]
        [dispute] = [d for d in self.account.kind("dispute") if d["payment_intent"] == intent]
        return self.deliver(self.account.decide(dispute["id"], outcome))

    def refund_behind_our_back(self, remote_id, amount_minor):
        return self.deliver(self.account.refund(remote_id, amount_minor))

    def again(self):
        """Send the latest event once more, as providers do."""
        return self.deliver(self.account.events[-1])

    def deliver(self, event, header=None, **signing):
        """Post an event to the webhook address as Stripe does."""
        body = event if isinstance(event, str) else json.dumps(event)
        header = self.account.sign(body, **signing) if header is None else header
        return self.post("/tips/webhooks/stripe/", body, header)

    def deliver_connected(self, event, **signing):
        """Post an event of an author's account to the address for those."""
        body = json.dumps(event)
        signing = {"secret": "whsec_connect"} | signing
        header = self.account.sign(body, **signing)
        return self.post("/tips/webhooks/stripe/connect/", body, header)

    def post(self, path, body, header):
        return Client(enforce_csrf_checks=True).post(
            path,
            body,
            content_type="application/json",
            headers={"Stripe-Signature": header},
        )


@pytest.fixture
def standin(settings, monkeypatch):
    """A server that stands in for Stripe's, with the settings that lead to it."""
    settings.TIPS_PROVIDERS = ["stripe"]
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0)
    monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0)
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", (0.5, 0.5))
    with Stage() as stage:
        settings.STRIPE_SECRET_KEY = stage.account.key
        settings.STRIPE_WEBHOOK_SECRET = stage.account.secret
        settings.STRIPE_CONNECT_WEBHOOK_SECRET = ""
        settings.STRIPE_API_BASE = stage.url
        yield stage
