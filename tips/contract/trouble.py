"""A wire that fails, and what happens at the provider without us."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tips import ledger, payments
from tips.contract.payments import ProviderContract
from tips.contract.scene import books_of, look
from tips.exceptions import ProviderUnavailable
from tips.models import ProviderEvent

# Nobody answers; the work is done and the answer lost; a status; a page that is no answer at all.
FAULTS = ("no connection", "lost answer", 429, 500, 503, 200)


class WireContract(ProviderContract):
    """What a provider must do that is asked over a wire."""

    @pytest.mark.parametrize("fault", FAULTS)
    def test_a_provider_in_trouble_is_unavailable(self, stage, source, checkout, fault):
        stage.spoil(fault)

        with pytest.raises(ProviderUnavailable):
            source.start(checkout())

    def test_a_lost_answer_is_asked_for_again(self, stage, source, checkout):
        stage.spoil("lost answer")
        with pytest.raises(ProviderUnavailable):
            source.start(checkout())

        started = source.start(checkout())

        assert [truth.remote_id for truth in source.list_since(timezone.now() - timedelta(1))] == [
            started.remote_id
        ]

    def test_a_refund_behind_our_back_is_taken_over(self, stage, paid):
        stage.refund_behind_our_back(paid.remote_id, 200)
        look()

        assert books_of(paid) == ("partly_refunded", [("charge", 500), ("refund", -200)])

    def test_events_that_come_late_and_all_at_once_end_the_same(self, stage, paid):
        stage.refund_behind_our_back(paid.remote_id, 100)
        stage.refund_behind_our_back(paid.remote_id, 150)
        late = list(ProviderEvent.objects.filter(processed_at=None).order_by("-pk"))

        for event in [*late, *late]:
            ledger.inbox.finish_event(event, payments.process_event(event))

        moved = [("charge", 500), ("refund", -150), ("refund", -100)]
        assert books_of(paid) == ("partly_refunded", moved)

    def test_what_changed_is_on_its_list_again(self, stage, source, paid):
        stage.refund_behind_our_back(paid.remote_id, 200)

        [listed] = source.list_since(timezone.now() - timedelta(minutes=1))

        assert listed == source.fetch(paid.remote_id)
        assert listed.request_key == paid.request_key
        assert listed.payee == str(paid.tip.author.uuid)
