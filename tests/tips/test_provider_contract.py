"""What every provider must do. A new one joins by a line in PROVIDERS and a stage: its network."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tips import ledger, payments
from tips.exceptions import PaymentUnknown, ProviderRefused, ProviderUnavailable
from tips.models import Payment, ProviderEvent
from tips.money import CURRENCIES
from tips.providers.base import Checkout

PROVIDERS = ["sandbox", "stripe", "bank", "paypal"]
OVER_THE_WIRE = [key for key in PROVIDERS if key != "bank"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books_hold")]


@pytest.fixture(params=PROVIDERS)
def stage(request):
    """The provider's network: what was `asked`, `spoil` it, `act` as its reader.

    `dispute` and `decide` as the reader's bank, `refund_behind_our_back` as whoever has the
    account, and let the provider tell its latest event `again`.
    """
    return request.getfixturevalue(f"{request.param}_stage")


over_the_wire = pytest.mark.parametrize("stage", OVER_THE_WIRE, indirect=True)


@pytest.fixture
def source(stage):
    return stage.source


@pytest.fixture
def checkout():
    def make(request_key="key-1", amount_minor=500, **facts):
        defaults = {
            "reference": "5c9e1c6e-6dbb-4ed5-b5d7-0d9b2a4c2f10",
            "account": "",
            "currency": "EUR",
            "description": "Tip for Ada",
            "statement_descriptor": "COFFEE",
            "locale": "en",
            "return_url": "http://testserver/back/",
            "cancel_url": "http://testserver/back/",
        }
        return Checkout(request_key, amount_minor=amount_minor, **(defaults | facts))

    return make


@pytest.fixture
def finish(stage, source):
    """Let the reader pay, decline or walk away at the provider."""

    def finish(started, action="pay"):
        stage.act(started.redirect_url, action)
        return source.fetch(started.remote_id)

    return finish


def test_it_says_what_it_can(source):
    assert source.key in PROVIDERS
    assert source.currencies() <= set(CURRENCIES)
    assert str(source.label)


def test_its_limits_are_limits(source):
    smallest, largest = source.limits_minor("EUR")

    assert 0 < smallest < largest


def test_a_started_payment_waits_for_its_reader(source, checkout):
    started = source.start(checkout())

    truth = source.fetch(started.remote_id)

    assert truth.state == Payment.State.AWAITING_READER
    assert truth.reference == checkout().reference
    assert (truth.amount_minor, truth.currency) == (500, "EUR")
    assert (truth.livemode, truth.remote_id) == (source.livemode, started.remote_id)


def test_the_same_key_starts_one_payment(source, checkout):
    assert source.start(checkout()) == source.start(checkout())


def test_the_same_key_never_starts_another_payment(source, checkout):
    source.start(checkout())

    with pytest.raises(ProviderRefused):
        source.start(checkout(amount_minor=600))


def test_a_payment_is_found_by_its_key(source, checkout):
    started = source.start(checkout())

    assert source.find("key-1").remote_id == started.remote_id


def test_a_key_never_used_finds_nothing(source):
    assert source.find("key-unknown") is None


@pytest.mark.parametrize("remote_id", ["nothing-like-that", "../../admin", "ä", "x" * 300])
def test_an_unknown_payment_is_unknown(source, remote_id):
    with pytest.raises(PaymentUnknown):
        source.fetch(remote_id)


def test_no_id_asks_for_nothing(stage, source):
    with pytest.raises(ProviderRefused):
        source.fetch("")

    assert stage.asked == []


def test_a_paid_payment_names_its_charge(source, checkout, finish):
    truth = finish(source.start(checkout()))

    assert truth.state == Payment.State.SUCCEEDED
    assert truth.charge_id
    assert abs(truth.paid_at - timezone.now()) < timedelta(minutes=1)


def test_a_declined_payment_says_why(source, checkout, finish):
    truth = finish(source.start(checkout()), "decline")

    assert truth.state == Payment.State.FAILED
    assert truth.failure_code


def test_a_part_goes_back(source, checkout, finish):
    started = source.start(checkout())
    finish(started)

    refund = source.refund(started.remote_id, "", 200, "EUR", "back-1")

    assert (refund.amount_minor, refund.state) == (200, "succeeded")
    assert source.fetch(started.remote_id).refunds == (refund,)


def test_the_same_key_refunds_once(source, checkout, finish):
    started = source.start(checkout())
    finish(started)

    refunds = [source.refund(started.remote_id, "", 200, "EUR", "back-1") for _ in range(2)]

    assert refunds[0] == refunds[1]
    assert len(source.fetch(started.remote_id).refunds) == 1


def test_more_than_came_in_does_not_go_back(source, checkout, finish):
    started = source.start(checkout())
    finish(started)

    with pytest.raises(ProviderRefused):
        source.refund(started.remote_id, "", 501, "EUR", "back-1")


def test_its_list_has_every_payment_since(source, checkout):
    early = timezone.now() - timedelta(minutes=1)
    started = [source.start(checkout(f"key-{n}")).remote_id for n in range(3)]

    assert [truth.remote_id for truth in source.list_since(early)] == started
    assert list(source.list_since(timezone.now() + timedelta(minutes=1))) == []


@over_the_wire
@pytest.mark.parametrize("fault", ["no connection", "lost answer", 429, 500, 503, 200])
def test_a_provider_in_trouble_is_unavailable(stage, source, checkout, fault):
    stage.spoil(fault)

    with pytest.raises(ProviderUnavailable):
        source.start(checkout())


@over_the_wire
def test_a_lost_answer_is_asked_for_again(stage, source, checkout):
    stage.spoil("lost answer")
    with pytest.raises(ProviderUnavailable):
        source.start(checkout())

    started = source.start(checkout())

    assert [truth.remote_id for truth in source.list_since(timezone.now() - timedelta(1))] == [
        started.remote_id
    ]


def test_its_event_leads_to_the_payment(stage, source, make_tip):
    tip = make_tip()
    url = payments.checkout_url(tip, source.key)

    stage.act(url, "pay")

    event = ProviderEvent.objects.get()
    assert event.remote_id == tip.payments.get().remote_id
    assert event.livemode == source.livemode
    payments.process_event(event)
    tip.refresh_from_db()
    assert ledger.refundable_minor(tip.payments.get()) == 500


@pytest.fixture
def paid(stage, source, make_tip):
    """A tip that was paid at the provider, its events processed."""
    tip = make_tip()
    stage.act(payments.checkout_url(tip, source.key), "pay")
    look()
    return tip.payments.get()


@pytest.fixture
def disputed(stage, paid):
    """A paid tip of which a bank has taken a part back."""
    stage.dispute(paid.remote_id, 200)
    look()
    return paid


def look():
    """Process what has come in."""
    for event in ProviderEvent.objects.filter(processed_at=None):
        ledger.inbox.finish_event(event, payments.process_event(event))


def books_of(payment):
    payment.tip.refresh_from_db()
    moved = payment.movements.exclude(kind="fee").values_list("kind", "amount_minor")
    return payment.tip.status, sorted(m for m in moved if "fee" not in m[0])


@over_the_wire
def test_a_dispute_takes_its_part(disputed):
    assert books_of(disputed) == ("disputed", [("charge", 500), ("dispute", -200)])


@over_the_wire
def test_a_dispute_tells_until_when_it_can_be_answered(disputed):
    dispute = disputed.disputes.get()

    assert dispute.due_at > timezone.now()
    assert dispute.amount_minor == 200


@over_the_wire
def test_a_dispute_that_is_lost_stays_gone(stage, disputed):
    stage.decide(disputed.remote_id, "lost")
    look()

    assert books_of(disputed) == ("partly_lost", [("charge", 500), ("dispute", -200)])


@over_the_wire
def test_a_dispute_that_is_won_comes_back(stage, disputed):
    stage.decide(disputed.remote_id, "won")
    look()

    won = [("charge", 500), ("dispute", -200), ("dispute_won", 200)]
    assert books_of(disputed) == ("paid", won)


@over_the_wire
def test_an_event_told_again_books_nothing(stage, disputed):
    before = books_of(disputed)

    stage.again()
    look()

    assert books_of(disputed) == before


@over_the_wire
def test_a_refund_behind_our_back_is_taken_over(stage, paid):
    stage.refund_behind_our_back(paid.remote_id, 200)
    look()

    assert books_of(paid) == ("partly_refunded", [("charge", 500), ("refund", -200)])


@over_the_wire
def test_events_that_come_late_and_all_at_once_end_the_same(stage, paid):
    stage.refund_behind_our_back(paid.remote_id, 100)
    stage.refund_behind_our_back(paid.remote_id, 150)
    late = list(ProviderEvent.objects.filter(processed_at=None).order_by("-pk"))

    for event in [*late, *late]:
        ledger.inbox.finish_event(event, payments.process_event(event))

    moved = [("charge", 500), ("refund", -150), ("refund", -100)]
    assert books_of(paid) == ("partly_refunded", moved)


@over_the_wire
def test_what_changed_is_on_its_list_again(stage, source, paid):
    stage.refund_behind_our_back(paid.remote_id, 200)

    [listed] = source.list_since(timezone.now() - timedelta(minutes=1))

    assert listed == source.fetch(paid.remote_id)
    assert listed.request_key == paid.request_key
    assert listed.payee == str(paid.tip.author.uuid)
