"""No provider is asked while rows are locked."""

import pytest
from django.db import transaction

from tips import payments

pytestmark = pytest.mark.django_db


def test_the_wire_notices_a_question_inside_a_transaction(start):
    payment = start()

    with pytest.raises(AssertionError, match="rows are locked"), transaction.atomic():
        payments.bring_up_to_date(payment)
