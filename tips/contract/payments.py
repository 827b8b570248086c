"""Payments: started once, told truly, given back once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tips import ledger, payments
from tips.contract.scene import Scene
from tips.exceptions import PaymentUnknown, ProviderRefused
from tips.models import Payment, ProviderEvent
from tips.money import CURRENCIES
from tips.providers.registry import provider


class ProviderContract(Scene):
    """What every provider must do."""

    def test_it_says_what_it_can(self, source):
        assert provider(source.key).key == source.key
        assert source.currencies() <= set(CURRENCIES)
        assert str(source.label)

    def test_its_limits_are_limits(self, source):
        smallest, largest = source.limits_minor("EUR")

        assert 0 < smallest < largest

    def test_a_started_payment_waits_for_its_reader(self, source, checkout):
        started = source.start(checkout())

        truth = source.fetch(started.remote_id)

        assert truth.state == Payment.State.AWAITING_READER
        assert truth.reference == checkout().reference
        assert (truth.amount_minor, truth.currency) == (500, "EUR")
        assert (truth.livemode, truth.remote_id) == (source.livemode, started.remote_id)

    def test_the_same_key_starts_one_payment(self, source, checkout):
        assert source.start(checkout()) == source.start(checkout())

    def test_the_same_key_never_starts_another_payment(self, source, checkout):
        source.start(checkout())

        with pytest.raises(ProviderRefused):
            source.start(checkout(amount_minor=600))

    def test_a_payment_is_found_by_its_key(self, source, checkout):
        started = source.start(checkout())

        assert source.find("key-1").remote_id == started.remote_id

    def test_a_key_never_used_finds_nothing(self, source):
        assert source.find("key-unknown") is None

    @pytest.mark.parametrize("remote_id", ["nothing-like-that", "../../admin", "ä", "x" * 300])
    def test_an_unknown_payment_is_unknown(self, source, remote_id):
        with pytest.raises(PaymentUnknown):
            source.fetch(remote_id)

    def test_no_id_asks_for_nothing(self, stage, source):
        with pytest.raises(ProviderRefused):
            source.fetch("")

        assert stage.asked == []

    def test_a_paid_payment_names_its_charge(self, source, checkout, finish):
        truth = finish(source.start(checkout()))

        assert truth.state == Payment.State.SUCCEEDED
        assert truth.charge_id
        assert abs(truth.paid_at - timezone.now()) < timedelta(minutes=1)

    def test_a_declined_payment_says_why(self, source, checkout, finish):
        truth = finish(source.start(checkout()), "decline")

        assert truth.state == Payment.State.FAILED
        assert truth.failure_code

    def test_a_part_goes_back(self, source, checkout, finish):
        started = source.start(checkout())
        finish(started)

        refund = source.refund(started.remote_id, "", 200, "EUR", "back-1")

        assert (refund.amount_minor, refund.state) == (200, "succeeded")
        assert source.fetch(started.remote_id).refunds == (refund,)

    def test_the_same_key_refunds_once(self, source, checkout, finish):
        started = source.start(checkout())
        finish(started)

        refunds = [source.refund(started.remote_id, "", 200, "EUR", "back-1") for _ in range(2)]

        assert refunds[0] == refunds[1]
        assert len(source.fetch(started.remote_id).refunds) == 1

    def test_more_than_came_in_does_not_go_back(self, source, checkout, finish):
        started = source.start(checkout())
        finish(started)

        with pytest.raises(ProviderRefused):
            source.refund(started.remote_id, "", 501, "EUR", "back-1")

    def test_its_list_has_every_payment_since(self, source, checkout):
        early = timezone.now() - timedelta(minutes=1)
        started = [source.start(checkout(f"key-{n}")).remote_id for n in range(3)]

        assert [truth.remote_id for truth in source.list_since(early)] == started
        assert list(source.list_since(timezone.now() + timedelta(minutes=1))) == []

    def test_its_event_leads_to_the_payment(self, stage, source, tip):
        url = payments.checkout_url(tip, source.key)

        stage.act(url, "pay")

        event = ProviderEvent.objects.get()
        assert event.remote_id == tip.payments.get().remote_id
        assert event.livemode == source.livemode
        payments.process_event(event)
        tip.refresh_from_db()
        assert ledger.refundable_minor(tip.payments.get()) == 500
