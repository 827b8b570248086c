"""Whatever statement or question to the provider fails: the books hold, and trying again mends all."""

from contextlib import contextmanager, nullcontext, suppress
from itertools import takewhile

import pytest
from django.db import OperationalError, connection, transaction

from tests.tips.sea import exported, told_by_the_sandbox
from tips import books as our_books
from tips import payments, sweeper
from tips.exceptions import ProviderUnavailable
from tips.models import Payment, ProviderEvent, Tip
from tips.providers.sandbox import books

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")
MOST = 60


@pytest.fixture(autouse=True)
def as_if_no_test_was_around(monkeypatch):
    """A write outside any transaction fails alone; the test's own must not be spoilt by it."""
    monkeypatch.setattr(transaction, "mark_for_rollback_on_error", lambda using: nullcontext())


@pytest.fixture(params=["tip", "confirm", "webhook", "refund"])
def flow(request, start, wire, make_tip, press):
    """How a flow is prepared, and how it goes. Each try is rolled back, so one level deeper."""
    wire.depth += 1
    return {
        "tip": (make_tip, lambda tip: payments.checkout_url(tip, "sandbox")),
        "confirm": (lambda: paid(start()), payments.bring_up_to_date),
        "webhook": (lambda: told(start(), press), lambda event: sweeper.process_event(event.pk)),
        "refund": (lambda: payments.bring_up_to_date(paid(start())), give_back),
    }[request.param]


def paid(payment):
    """Let a reader pay without the site being told."""
    books.act(payment.remote_id, "pay")
    return payment


def told(payment, press):
    press(payment, "pay")
    return ProviderEvent.objects.get()


def give_back(payment):
    return payments.refund(payment, 200, actor=None, reason="", request_key="r-1")


@contextmanager
def failing_write(number):
    """Let the so-manyeth write to the database fail; tell whether it came to that."""
    told = {"writes": 0}

    def fail(execute, sql, *arguments):
        if sql.startswith(WRITES):
            told["writes"] += 1
            if told["writes"] == number:
                raise OperationalError("the disk is full")
        return execute(sql, *arguments)

    with connection.execute_wrapper(fail):
        yield told


def try_and_try_again(prepare, go, number, spoil):
    """Fail once and go on. Return whether anything was there to fail; take all of it back."""
    with transaction.atomic():
        given = prepare()
        with spoil(number) as told, suppress(OperationalError, ProviderUnavailable):
            go(given)
        assert our_books.problems() == []
        again(given, go)
        assert our_books.problems() == []
        assert exported() == told_by_the_sandbox()
        transaction.set_rollback(True)
    return told["writes"] >= number


def again(given, go):
    """Let what failed be tried again, as people and the sweeper do."""
    if isinstance(given, ProviderEvent):
        ProviderEvent.objects.exclude(next_try=None).update(next_try=given.received_at)
    go(given)
    Payment.objects.exclude(next_poll=None).update(next_poll=Tip.objects.get().created_at)
    sweeper.sweep()


def test_any_write_may_fail(flow):
    prepare, go = flow

    tries = (try_and_try_again(prepare, go, number, failing_write) for number in range(1, MOST))

    assert 1 < len(list(takewhile(bool, tries))) < MOST - 1


@pytest.fixture
def failing_question(wire):
    """Let the so-manyeth question to the provider fail in a way."""

    def failing(fault):
        @contextmanager
        def spoil(number):
            before = len(wire.log)
            told = {"writes": 0}
            wire.faults = [None] * (number - 1) + [fault]
            yield told
            told["writes"] = len(wire.log) - before
            wire.faults = []

        return spoil

    return failing


@pytest.mark.parametrize("fault", ["lost answer", 500])
def test_any_question_may_fail(flow, failing_question, fault):
    prepare, go = flow

    tried = [try_and_try_again(prepare, go, n, failing_question(fault)) for n in range(1, 5)]

    assert tried[0] is True
    assert tried[-1] is False
