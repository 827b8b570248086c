"""PayPal as tests know it: real HTTP to a server that stands in."""

import json

import pytest
from django.test import Client

from tests.tips.providers.paypal.server import StandIn
from tips.providers.paypal import client
from tips.providers.registry import provider

FAULTS = {
    "no connection": "reset",
    "lost answer": "lost answer",
    429: "rate limit",
    500: "failed",
    503: "down",
    200: "garbage",
}


class Stage(StandIn):
    """What the contract of all providers needs to know about PayPal."""

    def __init__(self):
        super().__init__()
        self.source = provider("paypal")

    def spoil(self, fault):
        """Let the next question fail."""
        self.faults.append(FAULTS[fault])

    def act(self, url, action):
        """Let the payer agree, and PayPal tell us about it."""
        order_id = url.rpartition("=")[2]
        wallet = "" if action == "pay" else "declined"
        return self.deliver(self.merchant.approve(order_id, wallet))

    def dispute(self, remote_id, amount_minor):
        """Let the payer's bank take a part back, and PayPal tell us."""
        return self.deliver(self.merchant.dispute(remote_id, euros(amount_minor)))

    def decide(self, remote_id, outcome):
        [dispute_id] = self.merchant.disputes
        moves = [("DISPUTE_SETTLEMENT", "CREDIT")] if outcome == "won" else []
        side = "SELLER" if outcome == "won" else "BUYER"
        told = self.merchant.decide(dispute_id, f"RESOLVED_{side}_FAVOUR", *moves)
        return self.deliver(told)

    def refund_behind_our_back(self, remote_id, amount_minor):
        return self.deliver(self.merchant.refund(remote_id, euros(amount_minor)))

    def again(self):
        """Send the latest event once more, as providers do."""
        return self.deliver(self.merchant.events[-1])

    def deliver(self, event, headers=None, **signing):
        """Post an event to the webhook address as PayPal does."""
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        headers = self.merchant.sign(body, **signing) if headers is None else headers
        return Client(enforce_csrf_checks=True).post(
            "/tips/webhooks/paypal/", body, content_type="application/json", headers=headers
        )


def euros(amount_minor):
    return f"{amount_minor // 100}.{amount_minor % 100:02}"


@pytest.fixture
def at_paypal(settings, monkeypatch):
    """A server that stands in for PayPal's, with the settings that lead to it."""
    settings.TIPS_PROVIDERS = ["paypal"]
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", (0.5, 0.5))
    monkeypatch.setattr(client, "_tokens", {})
    with Stage() as stage:
        settings.PAYPAL_CLIENT_ID = stage.merchant.client_id
        settings.PAYPAL_CLIENT_SECRET = stage.merchant.secret
        settings.PAYPAL_WEBHOOK_ID = stage.merchant.webhook_id
        settings.PAYPAL_API_BASE = stage.url
        yield stage
