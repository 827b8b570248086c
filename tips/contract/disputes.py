"""Disputes: a bank takes money back, whole or in part, and perhaps returns it."""

import pytest
from django.utils import timezone

from tips.contract.payments import ProviderContract
from tips.contract.scene import books_of, look
from tips.contract.stage import Stage
from tips.models import Payment


class DisputeContract(ProviderContract):
    """What a provider must do whose payments can be disputed."""

    @pytest.fixture
    def disputed(self, stage: Stage, paid: Payment) -> Payment:
        """Return a payment of which a bank has taken a part back."""
        stage.dispute(str(paid.remote_id), 200)
        look()
        return paid

    def test_a_dispute_takes_its_part(self, disputed):
        assert books_of(disputed) == ("disputed", [("charge", 500), ("dispute", -200)])

    def test_a_dispute_tells_until_when_it_can_be_answered(self, disputed):
        dispute = disputed.disputes.get()

        assert dispute.due_at > timezone.now()
        assert dispute.amount_minor == 200

    def test_a_dispute_that_is_lost_stays_gone(self, stage, disputed):
        stage.decide(disputed.remote_id, "lost")
        look()

        assert books_of(disputed) == ("partly_lost", [("charge", 500), ("dispute", -200)])

    def test_a_dispute_that_is_won_comes_back(self, stage, disputed):
        stage.decide(disputed.remote_id, "won")
        look()

        won = [("charge", 500), ("dispute", -200), ("dispute_won", 200)]
        assert books_of(disputed) == ("paid", won)

    def test_an_event_told_again_books_nothing(self, stage, disputed):
        before = books_of(disputed)

        stage.again()
        look()

        assert books_of(disputed) == before
