"""An author's account begins, waits, takes over and ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tips import payouts, sweeper
from tips.models import AccountNotice, PayoutAccount
from tips.payees import SITE, account_for

pytestmark = pytest.mark.usefixtures("wire")


@pytest.fixture
def told():
    """Return the mails owed, oldest first, as (kind, address)."""

    def told():
        return list(AccountNotice.objects.order_by("pk").values_list("kind", "address"))

    return told


def test_the_first_account_takes_over_at_once(author, connect, sandbox, told):
    account = connect()

    assert account.is_usable
    assert account_for(author, sandbox) == "acct_ada"
    assert told() == [("connected", "ada@example.org"), ("connected", "money@example.org")]


def test_another_account_waits_while_the_old_one_goes_on(author, connect, sandbox, states):
    connect("acct_old")

    account = connect("acct_new")

    assert states() == {"acct_old": "current", "acct_new": "waiting"}
    assert account_for(author, sandbox) == "acct_old"
    assert account.takes_effect_at - timezone.now() > timedelta(hours=71)


def test_after_the_wait_the_sweeper_lets_it_take_over(author, connect, sandbox, states):
    connect("acct_old")
    connect("acct_new")
    PayoutAccount.objects.filter(remote_id="acct_new").update(takes_effect_at=timezone.now())

    sweeper.sweep()

    assert states() == {"acct_old": "retired", "acct_new": "current"}
    assert account_for(author, sandbox) == "acct_new"


def test_an_hour_too_early_nothing_takes_over(connect, states):
    connect("acct_old")
    connect("acct_new")
    soon = timezone.now() + timedelta(hours=1)
    PayoutAccount.objects.filter(remote_id="acct_new").update(takes_effect_at=soon)

    sweeper.sweep()

    assert states() == {"acct_old": "current", "acct_new": "waiting"}


def test_an_account_that_cant_take_money_yet_doesnt_take_over(connect, wait_out, states):
    connect("acct_old")
    connect("acct_new", takes_payments=False)

    wait_out()

    assert states() == {"acct_old": "current", "acct_new": "waiting"}


def test_it_takes_over_once_it_can(connect, wait_out, account_truth, states):
    connect("acct_old")
    account = connect("acct_new", takes_payments=False)
    wait_out()

    payouts.record(account, account_truth("acct_new"))

    assert states() == {"acct_old": "retired", "acct_new": "current"}


def test_disconnecting_first_doesnt_cut_the_wait_short(author, connect, sandbox, states):
    payouts.disconnect(connect("acct_old"))

    connect("acct_thief")

    assert states() == {"acct_old": "retired", "acct_thief": "waiting"}
    assert account_for(author, sandbox) == SITE


def test_a_second_provider_waits_too(connect, stripe_stage, states):
    connect("acct_old")

    connect("acct_thief", source=stripe_stage.source)

    assert states()["acct_thief"] == "waiting"


def test_giving_up_an_account_that_was_never_of_use_costs_no_wait(connect, states):
    connect("acct_never", takes_payments=False)

    connect("acct_ada")

    assert states() == {"acct_never": "retired", "acct_ada": "current"}


def test_a_third_account_replaces_the_one_that_waits(connect, states):
    connect("acct_old")
    connect("acct_second")

    connect("acct_third")

    assert states() == {
        "acct_old": "current",
        "acct_second": "retired",
        "acct_third": "waiting",
    }


def test_the_same_account_again_is_the_one_there_is(connect):
    first = connect()

    assert connect() == first


def test_a_wait_of_no_time_is_none(connect, settings, states):
    settings.TIPS_PAYOUT_COOL_OFF_HOURS = 0
    connect("acct_old")

    connect("acct_new")

    assert states() == {"acct_old": "retired", "acct_new": "current"}


def test_a_change_is_told_to_the_address_known_before_it(author, connect, told):
    connect("acct_old")
    AccountNotice.objects.all().delete()

    connect("acct_thief")
    author.user.email = "thief@example.org"
    author.user.save()

    assert told() == [("changing", "ada@example.org"), ("changing", "money@example.org")]


def test_a_change_can_be_given_up(connect, states, told):
    connect("acct_old")
    account = connect("acct_new")

    assert payouts.cancel(account)

    assert states() == {"acct_old": "current", "acct_new": "retired"}
    assert ("cancelled", "ada@example.org") in told()


def test_what_has_taken_over_cannot_be_given_up_any_more(connect, states):
    account = connect()

    assert not payouts.cancel(account)
    assert states() == {"acct_ada": "current"}


def test_an_account_switched_off_takes_no_tip_until_it_is_on_again(author, connect, sandbox):
    account = connect()

    payouts.switch_off(account, None, "Looks odd")
    while_off = account_for(author, sandbox)
    payouts.switch_on(account)

    assert (while_off, account_for(author, sandbox)) == (SITE, "acct_ada")


def test_an_account_switched_off_while_it_waits_doesnt_take_over(connect, wait_out, states):
    connect("acct_old")
    payouts.switch_off(connect("acct_new"), None, "Looks odd")

    wait_out()

    assert states() == {"acct_old": "current", "acct_new": "waiting"}


def test_an_account_that_stops_taking_money_is_told(author, connect, account_truth, sandbox, told):
    account = connect()

    payouts.record(account, account_truth(takes_payments=False, problem="requirements.past_due"))

    assert account_for(author, sandbox) == SITE
    assert ("stopped", "ada@example.org") in told()


@pytest.mark.parametrize("facts", [{"remote_id": "acct_another"}, {"livemode": True}])
def test_a_truth_about_another_account_changes_nothing(connect, account_truth, facts):
    account = connect()

    payouts.record(account, account_truth(**({"takes_payments": False} | facts)))

    account.refresh_from_db()
    assert (account.remote_id, account.takes_payments) == ("acct_ada", True)


def test_an_author_without_a_login_can_have_an_account_too(make_author, sandbox, account_truth):
    author = make_author("Guest")

    payouts.begin(author, sandbox, None, account_truth("acct_guest"))

    assert account_for(author, sandbox) == "acct_guest"
