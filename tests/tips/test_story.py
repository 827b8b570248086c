"""A tip from start to end, over the wire."""

import pytest

from tips import payments, sweeper
from tips.models import Movement, ProviderEvent, Tip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books_hold")]


def test_a_paid_tip_is_paid(start, press):
    payment = start()
    press(payment, "pay")

    sweeper.process_event(ProviderEvent.objects.get().pk)

    tip = Tip.objects.get()
    assert tip.status == Tip.Status.PAID
    assert sorted(Movement.objects.values_list("kind", "amount_minor")) == [
        ("charge", 500),
        ("fee", -32),
    ]


def test_a_refund_goes_back(start, press):
    payment = start()
    press(payment, "pay")
    payment = payments.bring_up_to_date(payment)

    payments.refund(payment, 200, actor=None, reason="asked", request_key="r-1")

    tip = Tip.objects.get()
    assert (tip.status, tip.refunded_minor) == (Tip.Status.PARTLY_REFUNDED, 200)
