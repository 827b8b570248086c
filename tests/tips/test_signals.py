"""Other apps hear what happens to tips, after it is certain."""

import pytest

from tips import signals


@pytest.fixture
def heard():
    """Return what was heard, as (signal's name, tip's status)."""
    said = []
    receivers = {}
    for name in ("tip_succeeded", "tip_refunded", "tip_disputed"):

        def receive(tip, name=name, **_kwargs):
            said.append((name, tip.status))

        receivers[name] = receive
        getattr(signals, name).connect(receive)
    yield said
    for name, receive in receivers.items():
        getattr(signals, name).disconnect(receive)


@pytest.fixture
def apply(truth, django_capture_on_commit_callbacks):
    from tips import ledger

    def apply(payment, **facts):
        with django_capture_on_commit_callbacks(execute=True):
            ledger.apply(truth(payment, **facts), "sandbox")

    return apply


def test_a_success_is_told_once(start, apply, heard):
    payment = start()

    apply(payment)
    apply(payment)

    assert heard == [("tip_succeeded", "paid")]


def test_each_refund_is_told(start, apply, refund_truth, heard):
    payment = start()
    apply(payment)

    apply(payment, refunds=(refund_truth(amount_minor=200),))

    assert heard[1:] == [("tip_refunded", "partly_refunded")]


def test_nothing_is_told_of_money_that_is_not_there(start, apply, heard):
    apply(start(), state="processing")

    assert heard == []


def test_a_receiver_that_fails_is_logged_and_harms_nothing(start, apply, heard, caplog):
    def broken(tip, **kwargs):
        raise RuntimeError("secret reason")

    signals.tip_succeeded.connect(broken)
    payment = start()

    apply(payment)
    signals.tip_succeeded.disconnect(broken)

    payment.refresh_from_db()
    assert payment.state == "succeeded"
    assert payment.tip.reference in caplog.text
