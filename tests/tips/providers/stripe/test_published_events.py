"""Events as Stripe has published them over the years: none is about a tip of ours.

STRIPE_EVENTS names a folder of such files; without it a few of our own stand for them.
"""

import json
import os
from pathlib import Path

import pytest

from tips import payments
from tips.models import Movement, ProviderEvent

pytestmark = pytest.mark.django_db
OF_OLD = {
    "an old string for a request": {
        "id": "evt_old1",
        "object": "event",
        "type": "charge.refunded",
        "request": "req_1",
        "data": {"object": {"id": "ch_1", "payment_intent": None, "refunds": {"data": []}}},
    },
    "no version": {
        "id": "evt_old2",
        "object": "event",
        "type": "checkout.session.completed",
        "data": {"object": {"id": "cs_test_somebody", "payment_status": "paid"}},
    },
    "a dispute without an intent": {
        "id": "evt_old3",
        "object": "event",
        "type": "charge.dispute.created",
        "data": {"object": {"id": "dp_1", "charge": "ch_1", "payment_intent": None}},
    },
    "another business": {
        "id": "evt_old4",
        "object": "event",
        "type": "invoice.paid",
        "data": {"object": {"id": "in_1", "amount_paid": None}},
    },
    "a connected account": {
        "id": "evt_old5",
        "object": "event",
        "type": "account.application.deauthorized",
        "account": "acct_somebody",
        "data": {"object": {"id": "ca_1"}},
    },
}


def published():
    folder = os.environ.get("STRIPE_EVENTS", "")
    files = sorted(Path(folder).glob("*.json")) if folder else []
    read = {file.name: file.read_text() for file in files}
    return {name: json.dumps(event | {"livemode": False}) for name, event in OF_OLD.items()} | read


@pytest.fixture(params=published().values(), ids=published().keys())
def body(request, standin, settings):
    """The body of an event, at a site whose key is of its mode."""
    if json.loads(request.param).get("livemode"):
        settings.STRIPE_SECRET_KEY = standin.account.key = "sk_live_standin"
    return request.param


def test_signed_it_is_kept_and_found_to_be_no_tip_of_ours(deliver, body):
    assert deliver(body).status_code == 200

    event = ProviderEvent.objects.get()
    assert payments.process_event(event) == ProviderEvent.Outcome.IGNORED
    assert Movement.objects.count() == 0


@pytest.mark.parametrize("fault", ["unsigned", "truncated", "altered", "old", "other secret"])
def test_spoilt_it_leaves_nothing(deliver, standin, body, fault):
    header = standin.account.sign(body)
    spoilt = {
        "unsigned": lambda: deliver(body, header=""),
        "truncated": lambda: deliver(body[: len(body) // 2], header=header),
        "altered": lambda: deliver(body.replace("evt_", "evt_x", 1), header=header),
        "old": lambda: deliver(body, at=1_700_000_000),
        "other secret": lambda: deliver(body, secret="whsec_other"),
    }

    assert spoilt[fault]().status_code == 400
    assert ProviderEvent.objects.count() == 0
