"""What the adapter makes of Stripe's faults."""

import logging
import time
import traceback

import pytest

from tips.exceptions import ProviderRefused, ProviderUnavailable

LASTING = 2  # the first try and the SDK's retry


@pytest.mark.parametrize(
    "fault",
    [
        "rate limit",
        "in use",
        "lock",
        "failed",
        "broken",
        "down",
        "reset",
        "timeout",
        "garbage",
        "empty",
        "half",
        "list",
        "null",
        "nothing",
    ],
)
def test_asking_again_may_help(adapter, standin, make_checkout, fault):
    standin.faults = [fault] * LASTING

    with pytest.raises(ProviderUnavailable):
        adapter.start(make_checkout())


@pytest.mark.parametrize("fault", ["declined", "bad key", "forbidden"])
def test_asking_again_wont_help(adapter, standin, make_checkout, fault):
    standin.faults = [fault]

    with pytest.raises(ProviderRefused):
        adapter.start(make_checkout())

    assert len(standin.received) == 1


@pytest.mark.parametrize(
    "fault", ["lock", "failed", "broken", "down", "reset", "timeout", "lost answer"]
)
def test_a_passing_fault_is_got_over(adapter, standin, make_checkout, fault):
    standin.faults = [fault]

    adapter.start(make_checkout())

    assert len(standin.account.kind("checkout.session")) == 1


READING = ["rate limit", "in use", "failed", "broken", "down", "reset", "timeout", "lost answer"]
READING += ["garbage", "empty", "half", "list", "null", "nothing"]


@pytest.mark.parametrize("fault", READING)
def test_a_fault_while_reading_is_no_truth(adapter, standin, started, fault):
    session = started()
    standin.faults = [fault] * LASTING

    with pytest.raises(ProviderUnavailable):
        adapter.fetch(session)


@pytest.mark.parametrize("fault", ["down", "garbage", "list", "null", "nothing", "reset"])
def test_a_fault_while_listing_refunds_is_no_truth(adapter, standin, started, fault):
    session = started()
    standin.account.pay(session)
    standin.faults = ["", *[fault] * LASTING]

    with pytest.raises(ProviderUnavailable):
        adapter.fetch(session)


@pytest.mark.parametrize("fault", ["declined", "forbidden"])
def test_a_refund_that_stripe_wont_make_is_refused(adapter, standin, started, fault):
    session = started()
    standin.account.pay(session)
    standin.faults = ["", "", fault]

    with pytest.raises(ProviderRefused):
        adapter.refund(session, "", 200, "EUR", "refund-1")


@pytest.mark.parametrize("fault", READING)
def test_a_fault_while_refunding_refunds_once(adapter, standin, started, fault):
    session = started()
    standin.account.pay(session)
    standin.faults = ["", "", *[fault] * LASTING]
    with pytest.raises(ProviderUnavailable):
        adapter.refund(session, "", 200, "EUR", "refund-1")

    standin.faults = []
    adapter.refund(session, "", 200, "EUR", "refund-1")

    assert [made["amount"] for made in standin.account.kind("refund")] == [200]


def test_a_reader_doesnt_wait_for_ever(adapter, standin, make_checkout):
    standin.hold_seconds = 10
    standin.faults = ["timeout"] * LASTING
    begun = time.monotonic()

    with pytest.raises(ProviderUnavailable):
        adapter.start(make_checkout())

    assert time.monotonic() - begun < 5


def test_a_session_whose_answer_was_lost_for_good_is_started_again(adapter, standin, make_checkout):
    standin.faults = ["lost answer"] * LASTING
    with pytest.raises(ProviderUnavailable):
        adapter.start(make_checkout())

    started = adapter.start(make_checkout())

    assert [made["id"] for made in standin.account.kind("checkout.session")] == [started.remote_id]


def test_a_failure_that_stripe_remembers_ends_this_try(adapter, standin, make_checkout):
    standin.faults = ["failed for good"]

    with pytest.raises(ProviderRefused, match="remembered_failure"):
        adapter.start(make_checkout())


def test_nothing_of_stripes_words_or_our_keys_reaches_the_log(
    adapter, standin, make_checkout, caplog
):
    caplog.set_level(logging.DEBUG, logger="tips")
    standin.faults = ["bad key"]

    with pytest.raises(ProviderRefused) as caught:
        adapter.start(make_checkout())

    told = caplog.text + "".join(traceback.format_exception(caught.value))
    assert "req_standin" in caplog.text
    assert "Invalid API Key" not in told
    assert standin.account.key not in told
