"""Money on its way back: never twice, never more than came in."""

import pytest
from django.utils import timezone

from tips import books, ledger, payments, sweeper
from tips.exceptions import ProviderUnavailable, RefundTooLarge
from tips.models import Refund

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books_hold")]


def test_a_refund_is_asked_for_once(pay):
    payment = pay()
    ask = {"actor": None, "reason": "asked", "request_key": "r-1"}
    first = ledger.request_refund(payment, 200, **ask)

    second = ledger.request_refund(payment, 200, **ask)

    assert (second.pk, Refund.objects.count()) == (first.pk, 1)


@pytest.mark.parametrize("amount_minor", [-1, 0, 301, 10**12])
def test_no_more_goes_back_than_is_left(pay, amount_minor):
    payment = pay()
    ledger.request_refund(payment, 200, actor=None, reason="", request_key="r-1")

    with pytest.raises(RefundTooLarge):
        ledger.request_refund(payment, amount_minor, actor=None, reason="", request_key="r-2")


def test_what_never_came_in_does_not_go_back(start):
    payment = start()

    with pytest.raises(RefundTooLarge):
        ledger.request_refund(payment, 1, actor=None, reason="", request_key="r-1")


def test_a_refused_refund_frees_its_amount(pay):
    payment = pay()
    refund = ledger.request_refund(payment, 500, actor=None, reason="", request_key="r-1")

    ledger.record_refused_refund(refund, "no_balance")

    assert ledger.refundable_minor(payment) == 500


@pytest.fixture
def paid(start, press):
    """A payment of €5.00 that the sandbox holds."""
    payment = start()
    press(payment, "pay")
    return payments.bring_up_to_date(payment)


def test_a_refund_at_the_provider_may_overtake_one_that_we_asked_for(wire, paid):
    wire.spoil("no connection")
    with pytest.raises(ProviderUnavailable):
        payments.refund(paid, 500, actor=None, reason="", request_key="ours")

    wire.refund_behind_our_back(paid.remote_id, 500)
    payments.bring_up_to_date(paid)

    assert books.problems() == []
    Refund.objects.update(next_try=timezone.now())
    sweeper.sweep()
    states = Refund.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["failed", "succeeded"]
