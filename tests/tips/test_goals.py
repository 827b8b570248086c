"""What an author saves for, and how far it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.tips.admin.conftest import pay
from tips import ledger, payments
from tips.goals import progress_of, public_goal
from tips.models import Goal
from tips.providers.base import RefundTruth

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(make_author):
    return Goal.objects.create(
        author=make_author("Ada"), title="A kettle", target_minor=10_000, currency="EUR"
    )


@pytest.fixture
def give(make_tip, goal):
    """Give the goal's author real money that has arrived."""

    def give(amount_minor, paid_at=None, **facts):
        facts = {"livemode": True, "author": goal.author, "amount_minor": amount_minor} | facts
        tip = make_tip(**facts)
        pay(ledger.open_payment(tip, "elsewhere", "", tip.livemode), paid_at=paid_at)
        return tip

    return give


def test_only_money_that_arrived_and_stayed_counts(give, goal, start, press, make_tip):
    give(6000)
    give(5000, livemode=False)
    give(1000, currency="USD")
    ledger.open_payment(make_tip(author=goal.author, livemode=True), "elsewhere", "", True)

    progress = progress_of(goal)

    assert (progress.raised_minor, progress.percent) == (6000, 60)


def test_what_is_processed_or_went_back_whole_does_not_count(give, goal, make_tip, truth):
    give(6000)
    waiting = make_tip(author=goal.author, amount_minor=3000, livemode=True)
    processing = ledger.open_payment(waiting, "elsewhere", "", True)
    ledger.apply(truth(processing, state="processing", remote_id="p-1"), "elsewhere")
    paid = give(2000).payments.get()
    refund = RefundTruth("re_1", 2000, "succeeded", timezone.now())
    ledger.apply(truth(paid, charge_id=f"ch_{paid.uuid.hex}", refunds=(refund,)), "elsewhere")

    progress = progress_of(goal)

    waiting.refresh_from_db()
    assert waiting.status == "processing"
    assert (progress.raised_minor, progress.percent) == (6000, 60)


def test_a_refund_lowers_the_goal(pay, goal):
    payment = pay(author=goal.author, amount_minor=6000)
    payments.refund(payment, 2000, actor=None, reason="asked", request_key="r-1")

    progress = progress_of(goal)

    assert progress.raised_minor == 4000


def test_the_bar_ends_where_the_goal_does_but_the_number_tells_all(give, goal):
    give(15_000)

    progress = progress_of(goal)

    assert (progress.percent, progress.bar_percent, progress.is_reached) == (150, 100, True)


def test_a_goal_begins_at_local_midnight(give, goal):
    Goal.objects.update(starts_on=date(2026, 8, 1))
    give(100, paid_at=datetime(2026, 7, 31, 21, 59, tzinfo=UTC))
    give(200, paid_at=datetime(2026, 7, 31, 22, 0, tzinfo=UTC))

    progress = progress_of(Goal.objects.get())

    assert progress.raised_minor == 200


def test_an_ended_goal_grows_no_more(give, goal):
    Goal.objects.update(ended_at=timezone.now() - timedelta(minutes=1))

    give(500)

    assert progress_of(Goal.objects.get()).raised_minor == 0


@pytest.mark.parametrize(
    "facts",
    [
        {"is_public": False},
        {"ended_at": timezone.now()},
        {"ends_on": date(2020, 1, 2), "starts_on": date(2020, 1, 1)},
        {"starts_on": date(2999, 1, 1)},
    ],
)
def test_readers_see_only_a_running_public_goal(goal, facts):
    assert public_goal(goal.author).goal == goal

    Goal.objects.update(**facts)

    assert public_goal(goal.author) is None


def test_an_author_has_one_open_goal(goal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.create(author=goal.author, title="B", target_minor=1, currency="EUR")


def test_money_of_a_merged_row_counts(give, goal, make_author):
    twin = make_author("A. Lovelace", merged_into=goal.author)

    give(300, author=twin)

    assert progress_of(goal).raised_minor == 300
