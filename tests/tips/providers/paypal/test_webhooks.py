"""What may come in at PayPal's webhook address, and what may not."""

import json

import pytest
from django.test import Client

from tips import sweeper
from tips.models import ProviderEvent

pytestmark = pytest.mark.django_db
VERIFY = "/v1/notifications/verify-webhook-signature"


@pytest.fixture
def event(merchant, start):
    """A genuine event: the payer has agreed."""
    return merchant.approve(start().remote_id)


def asked(at_paypal):
    return [r for r in at_paypal.received if r.path == VERIFY]


def test_a_genuine_event_is_kept(at_paypal, event):
    answer = at_paypal.deliver(event)

    kept = ProviderEvent.objects.get()
    assert answer.status_code == 200
    assert (kept.event_id, kept.type) == (event["id"], "CHECKOUT.ORDER.APPROVED")
    assert kept.remote_id == event["resource"]["id"]


def test_the_same_event_is_kept_once(at_paypal, event):
    at_paypal.deliver(event)

    assert at_paypal.deliver(event).status_code == 200
    assert ProviderEvent.objects.count() == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda event: json.dumps(event, indent=3),
        lambda event: json.dumps(event, separators=(",", ":")),
        lambda event: json.dumps(event, ensure_ascii=False, sort_keys=True),
        lambda event: json.dumps(event).replace("5.00", "5.00") + "\n",
        lambda event: json.dumps(event)[:-1] + ', "amount": 5.10, "e": 1E2, "d": 1, "d": 2}',
    ],
)
def test_the_event_goes_back_byte_for_byte(at_paypal, event, write):
    event["summary"] = "Für Ädä"
    body = write(event).encode()

    assert at_paypal.deliver(body).status_code == 200
    assert asked(at_paypal)[0].body.endswith(b'"webhook_event": ' + body + b"}")


@pytest.mark.parametrize(
    "type",
    ["PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.PENDING", "PAYMENT.CAPTURE.DENIED"],
)
def test_an_event_about_a_capture_names_its_order(at_paypal, paid, merchant, type):
    at_paypal.deliver(merchant.event(type, merchant.capture_in(paid.remote_id)))

    assert ProviderEvent.objects.last().remote_id == paid.remote_id


@pytest.mark.parametrize("type", ["PAYMENT.CAPTURE.REFUNDED", "PAYMENT.CAPTURE.REVERSED"])
def test_an_event_about_a_refund_names_its_order(at_paypal, paid, merchant, type):
    refund = merchant.refund(paid.remote_id, "1.00")["resource"]

    at_paypal.deliver(merchant.event(type, refund))

    assert ProviderEvent.objects.last().remote_id == paid.remote_id


@pytest.mark.parametrize(
    ("type", "resource"),
    [
        ("CHECKOUT.ORDER.APPROVED", {"id": "ORDER999"}),
        ("CHECKOUT.ORDER.APPROVED", {"id": "../../../v1/x"}),
        ("CHECKOUT.ORDER.APPROVED", {"id": None}),
        ("CHECKOUT.ORDER.APPROVED", None),
        ("PAYMENT.CAPTURE.COMPLETED", {"supplementary_data": []}),
        ("PAYMENT.CAPTURE.REFUNDED", {"links": [None, {"rel": "up", "href": 7}]}),
        ("CUSTOMER.DISPUTE.CREATED", {"disputed_transactions": [7]}),
        ("BILLING.SUBSCRIPTION.CREATED", {"id": "I-1"}),
        ("OF.THE.FUTURE", {"id": "X"}),
    ],
)
def test_an_event_that_names_no_payment_of_ours_is_recorded_as_not_ours(
    at_paypal, merchant, type, resource
):
    event = merchant.event(type, {}) | {"resource": resource}
    answer = at_paypal.deliver(event)
    seen = len(at_paypal.received)

    sweeper.sweep()

    assert answer.status_code == 200
    assert ProviderEvent.objects.get().outcome == ProviderEvent.Outcome.IGNORED
    assert len(at_paypal.received) == seen


def test_an_event_is_believed_in_nothing_but_its_name(at_paypal, event, merchant, happen):
    merchant.get(event["resource"]["id"])["status"] = "PAYER_ACTION_REQUIRED"
    event["resource"]["status"] = "COMPLETED"

    payment = happen(event)

    assert payment.state == "awaiting_reader"


def refused(answer):
    return answer.status_code == 400 and not ProviderEvent.objects.exists()


def test_an_altered_event_leaves_nothing(at_paypal, event, merchant):
    headers = merchant.sign(json.dumps(event).encode())
    event["resource"]["purchase_units"][0]["amount"]["value"] = "500.00"

    assert refused(at_paypal.deliver(event, headers=headers))


def test_an_event_for_another_webhook_leaves_nothing(at_paypal, event):
    assert refused(at_paypal.deliver(event, webhook_id="OTHER"))


@pytest.mark.parametrize("at", ["2026-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "today", "", "0"])
def test_an_old_or_future_event_leaves_nothing_and_asks_nobody(at_paypal, event, at):
    assert refused(at_paypal.deliver(event, Transmission_Time=at))
    assert asked(at_paypal) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"Auth_Algo": ""},
        {"Auth_Algo": 'SHA","x":"'},
        {"Cert_Url": "http://api.paypal.com/cert"},
        {"Cert_Url": "https://api.paypal.com.evil.example/cert"},
        {"Cert_Url": "https://api.paypal.com:8443/cert"},
        {"Cert_Url": "https://user@api.paypal.com/cert"},
        {"Cert_Url": "https://[bad/cert"},
        {"Cert_Url": "file:///etc/passwd"},
        {"Transmission_Id": ""},
        {"Transmission_Id": "1234"},
        {"Transmission_Sig": ""},
        {"Transmission_Sig": "a b"},
        {"Transmission_Sig": "x" * 501},
    ],
)
def test_headers_that_cannot_be_paypals_leave_nothing_and_ask_nobody(at_paypal, event, facts):
    assert refused(at_paypal.deliver(event, **facts))
    assert asked(at_paypal) == []


def test_an_event_without_headers_leaves_nothing(at_paypal, event):
    assert refused(at_paypal.deliver(event, headers={}))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b"{",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": "WH-1"}',
        b'{"id": 7, "event_type": "X"}',
        b'{"id": "WH-1", "event_type": ""}',
        b'{"id": "WH-1", "event_type": "X"}, "webhook_id": "OTHER", "x": {}',
    ],
)
def test_a_body_that_is_no_event_leaves_nothing_and_asks_nobody(at_paypal, body):
    assert refused(at_paypal.deliver(body))
    assert asked(at_paypal) == []


@pytest.mark.parametrize("fault", ["down", "broken", "garbage", "reset", "rate limit", "nothing"])
def test_while_paypal_is_down_it_is_asked_to_send_the_event_again(at_paypal, event, fault):
    at_paypal.faults = [fault]

    answer = at_paypal.deliver(event)

    assert answer.status_code == 503
    assert not ProviderEvent.objects.exists()
    assert at_paypal.deliver(event).status_code == 200


@pytest.mark.parametrize(
    "missing", ["PAYPAL_WEBHOOK_ID", "PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET"]
)
def test_without_its_settings_there_is_no_address(at_paypal, event, settings, missing):
    setattr(settings, missing, "")

    assert at_paypal.deliver(event).status_code == 404


def test_only_posts_are_taken(at_paypal):
    assert Client().get("/tips/webhooks/paypal/").status_code == 405
