"""The conversation with providers: whom to ask, and when not to."""

import pytest

from tips import payments
from tips.exceptions import CannotBePaid

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_ways(stripe_stage, settings):
    settings.TIPS_PROVIDERS = ["sandbox", "stripe"]


def test_who_has_paid_one_way_is_not_sent_to_pay_another(two_ways, start, press):
    payment = start()
    press(payment, "pay")

    with pytest.raises(CannotBePaid):
        payments.checkout_url(payment.tip, "stripe")
