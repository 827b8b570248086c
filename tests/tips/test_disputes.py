"""Money that banks take back: what is booked, what a tip shows, who is told what."""

import json
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from wagtail.models import Site

from tips import ledger, sweeper
from tips.exceptions import RefundTooLarge
from tips.models import Dispute, Movement, Notice, Tip, TipPreferences, TipSettings
from tips.providers.base import DisputeMove, DisputeTruth

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books_hold")]
OPENED_AT = datetime(2026, 11, 3, 12, tzinfo=UTC)
DUE_AT = datetime(2026, 11, 10, 22, 59, tzinfo=UTC)


@pytest.fixture
def move():
    """Make a movement of a dispute: `taken`, `won`, `fee` or `fee back`."""
    kinds = {
        "taken": ("dispute", -1),
        "won": ("dispute_won", 1),
        "fee": ("dispute_fee", -1),
        "fee back": ("dispute_fee_back", 1),
    }

    def make(name, amount_minor, dispute="dp_1"):
        kind, sign = kinds[name]
        return DisputeMove(kind, f"{dispute}-{kind}", sign * amount_minor, OPENED_AT)

    return make


@pytest.fixture
def dispute(truth):
    """Let the provider report a payment with one dispute."""

    def report(payment, state="open", *moves, amount_minor=500, remote_id="dp_1"):
        told = DisputeTruth(
            remote_id, amount_minor, state, OPENED_AT, DUE_AT, "fraudulent", moves=moves
        )
        ledger.apply(truth(payment, disputes=(told,)), "sandbox")
        return Tip.objects.get()

    return report


def balance():
    return sum(Movement.objects.values_list("amount_minor", flat=True))


def test_an_open_dispute_takes_the_money_for_now(start, dispute, move):
    tip = dispute(start(), "open", move("taken", 500), move("fee", 1500))

    assert (tip.status, tip.disputed_minor) == (Tip.Status.DISPUTED, 500)
    assert balance() == -1500


def test_a_lost_dispute_leaves_the_tip_lost(start, dispute, move):
    payment = start()
    dispute(payment, "open", move("taken", 500), move("fee", 1500))

    tip = dispute(payment, "lost", move("taken", 500), move("fee", 1500))

    assert (tip.status, tip.disputed_minor) == (Tip.Status.LOST, 500)
    assert Dispute.objects.get().fee_minor == 1500


def test_a_dispute_that_is_won_brings_the_money_back(start, dispute, move):
    payment = start()
    dispute(payment, "open", move("taken", 500), move("fee", 1500))

    moves = [move("taken", 500), move("fee", 1500), move("won", 500), move("fee back", 1500)]
    tip = dispute(payment, "won", *moves)

    assert (tip.status, tip.disputed_minor) == (Tip.Status.PAID, 0)
    assert balance() == 500


def test_a_dispute_over_a_part_loses_a_part(start, dispute, move):
    tip = dispute(start(), "lost", move("taken", 200), amount_minor=200)

    assert (tip.status, tip.disputed_minor) == (Tip.Status.PARTLY_LOST, 200)


def test_a_dispute_won_in_part_loses_the_rest(start, dispute, move):
    tip = dispute(start(), "won", move("taken", 500), move("won", 300))

    assert (tip.status, tip.disputed_minor) == (Tip.Status.PARTLY_LOST, 200)


def test_a_question_from_the_bank_takes_nothing(start, dispute):
    tip = dispute(start(), "inquiry")

    assert (tip.status, balance()) == (Tip.Status.PAID, 500)


def test_the_same_dispute_again_books_nothing(start, dispute, move):
    payment = start()
    dispute(payment, "open", move("taken", 500))

    dispute(payment, "open", move("taken", 500))

    assert Movement.objects.count() == 2
    assert Notice.objects.filter(kind="dispute_opened").count() == 0


def test_an_older_report_does_not_open_a_closed_dispute(start, dispute, move):
    payment = start()
    dispute(payment, "lost", move("taken", 500))

    assert dispute(payment, "open", move("taken", 500)).status == Tip.Status.LOST


def test_a_bank_may_change_its_mind(start, dispute, move):
    payment = start()
    dispute(payment, "lost", move("taken", 500))

    assert dispute(payment, "won", move("taken", 500), move("won", 500)).status == Tip.Status.PAID


def test_what_is_disputed_can_not_be_refunded_as_well(start, dispute, move):
    payment = start()
    dispute(payment, "open", move("taken", 300), amount_minor=300)

    with pytest.raises(RefundTooLarge):
        ledger.request_refund(payment, 201, actor=None, reason="", request_key="r-1")


def test_a_movement_of_another_kind_is_no_disputes(start, dispute):
    with pytest.raises(ValueError, match="charge"):
        dispute(start(), "open", DisputeMove("charge", "x", 500, OPENED_AT))


@pytest.fixture
def managers(home):
    site = Site.objects.get()
    TipSettings.objects.create(site=site, manager_email="managers@example.org")


@pytest.fixture
def author(make_author):
    return make_author(user=get_user_model().objects.create_user("ada", "ada@example.org"))


@pytest.fixture
def mails():
    """Send what is owed, and return the mails of a kind by recipient."""

    def send(word):
        mail.outbox.clear()
        sweeper.sweep()
        return {m.recipients()[0]: m for m in mail.outbox if word in m.subject}

    return send


def test_author_and_managers_learn_what_is_held_and_until_when(
    wire, start, dispute, move, managers, author, mails
):
    dispute(start(author=author), "open", move("taken", 500), move("fee", 1500))

    sent = mails("disputed")

    assert sent.keys() == {"ada@example.org", "managers@example.org"}
    for message in sent.values():
        assert "wants €5.00 of a tip of €5.00 back" in message.body
        assert "didn’t make the payment" in message.body
        assert "a fee of €15.00" in message.body
        assert "the site pays this" in message.body
        assert "Nov. 10, 2026" in message.body
    assert "/admin/tips/" in sent["managers@example.org"].body


def test_a_question_asks_for_an_answer_before_money_is_taken(wire, start, dispute, managers, mails):
    dispute(start(), "inquiry")

    body = mails("disputed")["managers@example.org"].body

    assert "No money was taken yet" in body
    assert "You can answer with evidence" in body


@pytest.mark.parametrize(
    ("state", "moves", "words"),
    [
        ("lost", [("taken", 500), ("fee", 1500)], "€5.00 of a tip of €5.00 are gone"),
        ("won", [("taken", 500), ("won", 500)], "against the reader: €5.00 came back"),
        ("won", [("taken", 500), ("won", 300)], "€3.00 came back, €2.00 are gone"),
        ("closed", [], "No money was taken"),
    ],
)
def test_the_end_of_a_dispute_is_told_in_figures(
    wire, start, dispute, move, managers, mails, state, moves, words
):
    dispute(start(), state, *[move(*one) for one in moves])

    assert words in mails("closed")["managers@example.org"].body


def test_an_author_who_wants_no_mail_of_tips_still_hears_of_a_dispute(
    wire, start, dispute, move, author, mails
):

    TipPreferences.objects.create(author=author, notification="never")
    dispute(start(author=author), "open", move("taken", 500))

    assert "ada@example.org" in mails("disputed")


def test_each_step_of_a_dispute_is_told_once(wire, start, dispute, move, managers, mails):
    payment = start()
    dispute(payment, "open", move("taken", 500))
    dispute(payment, "lost", move("taken", 500))
    dispute(payment, "won", move("taken", 500), move("won", 500))
    dispute(payment, "won", move("taken", 500), move("won", 500))

    told = Notice.objects.filter(kind__startswith="dispute", recipient="manager")

    assert [n.kind for n in told] == ["dispute_opened", "dispute_closed", "dispute_closed"]


def test_an_open_dispute_is_looked_at_again(start, dispute, move):
    payment = start()

    dispute(payment, "open", move("taken", 500))

    payment.refresh_from_db()
    assert payment.next_poll is not None


def test_a_settled_payment_is_left_alone(start, truth):
    payment = start()

    ledger.apply(truth(payment, fee_minor=32, fee_id="fee_1"), "sandbox")

    payment.refresh_from_db()
    assert payment.next_poll is None


def test_a_refund_under_way_is_looked_at_again(start, truth, refund_truth):
    payment = start()

    pending = refund_truth(state="pending")
    ledger.apply(truth(payment, fee_minor=32, refunds=(pending,)), "sandbox")

    payment.refresh_from_db()
    assert payment.next_poll is not None


def test_each_of_two_refunds_is_told_with_its_own_amount(wire, start, truth, refund_truth, mails):
    payment = start()
    first, second = refund_truth("re_1", 200), refund_truth("re_2", 100)
    ledger.apply(truth(payment, refunds=(first,)), "sandbox")
    ledger.apply(truth(payment, refunds=(first, second)), "sandbox")

    mails("")

    bodies = [m.body for m in mail.outbox if "refunded" in m.subject]
    assert ["€2.00 of your tip" in bodies[0], "€1.00 of your tip" in bodies[1]] == [True, True]
    assert len(bodies) == 2


def test_the_same_refund_is_told_once(start, truth, refund_truth):
    payment = start()
    for _time in range(3):
        ledger.apply(truth(payment, refunds=(refund_truth(),)), "sandbox")

    assert Notice.objects.filter(kind="refunded", recipient="reader").count() == 1


def test_a_refund_that_came_back_is_told_to_the_managers(
    wire, start, truth, refund_truth, managers, mails
):
    payment = start()
    ledger.apply(truth(payment, refunds=(refund_truth(),)), "sandbox")
    ledger.apply(truth(payment, refunds=(refund_truth(state="failed"),)), "sandbox")

    assert "A refund of €2.00 failed" in mails("refund failed")["managers@example.org"].body


def test_a_reader_who_paid_twice_is_told(wire, start, truth, managers, mails):
    first = start()
    ledger.apply(truth(first, "expired"), "sandbox")
    second = ledger.open_payment(first.tip, "sandbox", "", False)
    ledger.apply(truth(first), "sandbox")
    ledger.apply(truth(second, remote_id="co_2"), "sandbox")

    sent = mails("paid twice")

    assert sent.keys() == {"grace@example.org", "managers@example.org"}


def test_a_second_payment_that_goes_back_is_no_refund_of_the_tip(
    wire, start, truth, refund_truth, author, mails
):
    first = start(author=author)
    ledger.apply(truth(first, "expired"), "sandbox")
    second = ledger.open_payment(first.tip, "sandbox", "", False)
    ledger.apply(truth(first), "sandbox")
    back = refund_truth(amount_minor=500)

    ledger.apply(truth(second, remote_id="co_2", refunds=(back,)), "sandbox")

    told = mails("second payment went back")
    assert told.keys() == {"grace@example.org"}
    assert "Of the second payment, €5.00 are on" in told["grace@example.org"].body
    assert not [m.subject for m in mail.outbox if "refunded" in m.subject]


def test_other_money_than_asked_for_alarms_the_managers(wire, start, truth, managers, mails):
    ledger.apply(truth(start(), amount_minor=501), "sandbox")

    assert "nothing was booked" in mails("needs a look")["managers@example.org"].body


def test_a_fee_that_stays_unknown_is_not_asked_for_for_ever(start, truth):
    payment = start()
    long_ago = datetime.now(UTC) - timedelta(days=8)
    ledger.apply(truth(payment), "sandbox")

    ledger.apply(truth(payment, paid_at=long_ago), "sandbox")

    payment.refresh_from_db()
    assert payment.next_poll is None


@pytest.fixture
def reports(truth, refund_truth, move):
    """What the provider said of a payment at five moments, the oldest first."""

    def make(payment):
        opened = DisputeTruth(
            "dp_1", 300, "open", OPENED_AT, DUE_AT, moves=(move("taken", 300), move("fee", 1500))
        )
        lost = DisputeTruth("dp_1", 300, "lost", OPENED_AT, DUE_AT, moves=opened.moves)
        facts = {"charge_id": "ch_1", "fee_minor": 32, "fee_id": "fee_1"}
        back = refund_truth()
        return [
            truth(payment, "expired"),
            truth(payment, **facts | {"fee_minor": None}),
            truth(payment, **facts, refunds=(back,)),
            truth(payment, **facts, refunds=(back,), disputes=(opened,)),
            truth(payment, **facts, refunds=(back,), disputes=(lost,)),
        ]

    return make


def export():
    rows = Movement.objects.order_by("happened_at", "kind", "remote_id")
    names = ("happened_at", "kind", "remote_id", "amount_minor", "currency")
    return json.dumps([[str(getattr(row, name)) for name in names] for row in rows]).encode()


@pytest.mark.parametrize("order", [*permutations(range(1, 5)), (4, 0), (4, 4), (0, 3, 4, 1, 2)])
def test_every_order_of_the_same_reports_ends_in_the_same_export(start, reports, order):
    payment = start()
    told = reports(payment)

    for number in order:
        ledger.apply(told[number], "sandbox")

    assert Tip.objects.get().status == Tip.Status.LOST
    assert export() == EXPORT


EXPORT = json.dumps(
    [
        ["2026-11-01 12:00:00+00:00", "charge", "ch_1", "500", "EUR"],
        ["2026-11-01 12:00:00+00:00", "fee", "fee_1", "-32", "EUR"],
        ["2026-11-01 12:00:00+00:00", "refund", "re_1", "-200", "EUR"],
        ["2026-11-03 12:00:00+00:00", "dispute", "dp_1-dispute", "-300", "EUR"],
        ["2026-11-03 12:00:00+00:00", "dispute_fee", "dp_1-dispute_fee", "-1500", "EUR"],
    ]
).encode()
