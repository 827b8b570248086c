"""An author with an account of their own is merged into another."""

import pytest

from authors.merging import merge
from tips import payments, sweeper
from tips.models import AccountNotice, Payment, Tip
from tips.payees import SITE, account_for, accounts_at
from tips.payouts import follow_merges

pytestmark = pytest.mark.usefixtures("wire")


@pytest.fixture
def grace(make_author):
    """Who remains: an author without a login."""
    return make_author("Grace Hopper")


@pytest.fixture
def grace_who_logs_in(grace, django_user_model):
    grace.user = django_user_model.objects.create_user("grace", "grace@example.org", "cobol")
    grace.save()
    return grace


def test_the_account_goes_with_its_login(author, connect, grace, sandbox):
    connect()

    merge(author, grace)
    follow_merges()

    assert account_for(grace, sandbox) == "acct_ada"
    assert not AccountNotice.objects.filter(kind="stopped").exists()


def test_an_account_of_another_login_is_used_no_more(
    author, connect, grace_who_logs_in, sandbox, states
):
    connect()

    merge(author, grace_who_logs_in)
    follow_merges()

    assert states() == {"acct_ada": "retired"}
    assert account_for(grace_who_logs_in, sandbox) == SITE
    told = AccountNotice.objects.filter(kind="stopped").values_list("address", flat=True)
    assert set(told) == {"ada@example.org", "money@example.org"}


def test_who_remains_keeps_the_account_they_have(
    author, connect, grace, make_account, sandbox, states
):
    connect()
    make_account(grace, "acct_grace")

    merge(author, grace)
    follow_merges()

    assert account_for(grace, sandbox) == "acct_grace"
    assert states()["acct_ada"] == "retired"


def test_a_merge_needs_no_sweep(
    author, connect, grace, sandbox, django_capture_on_commit_callbacks
):
    connect()

    with django_capture_on_commit_callbacks(execute=True):
        merge(author, grace)

    assert account_for(grace, sandbox) == "acct_ada"


def test_the_sweeper_follows_a_merge(author, connect, grace, sandbox):
    connect()
    merge(author, grace)

    sweeper.sweep()

    assert account_for(grace, sandbox) == "acct_ada"


def test_following_twice_changes_nothing(author, connect, grace_who_logs_in):
    connect()
    merge(author, grace_who_logs_in)
    follow_merges()

    assert follow_merges() == 0


def test_money_that_is_there_can_still_go_back(
    author, connect, grace_who_logs_in, start, press, sandbox
):
    connect()
    payment = start(author=author)
    press(payment, "pay")
    payments.bring_up_to_date(payment)
    merge(author, grace_who_logs_in)
    follow_merges()

    payments.refund(payment, 200, actor=None, reason="", request_key="refund-1")

    tip = Tip.objects.get()
    assert (tip.status, tip.refunded_minor) == (Tip.Status.PARTLY_REFUNDED, 200)
    assert "acct_ada" in accounts_at(sandbox)


def test_an_unpaid_tip_is_paid_to_whoever_remains(
    author, connect, grace_who_logs_in, start, make_account
):
    connect()
    start(author=author)
    make_account(grace_who_logs_in, "acct_grace")
    merge(author, grace_who_logs_in)
    follow_merges()

    payments.checkout_url(Tip.objects.get(), "sandbox")

    assert Payment.objects.order_by("pk").last().account == "acct_grace"
    assert Payment.objects.count() == 2


def test_a_payment_on_its_way_there_still_arrives(author, connect, grace_who_logs_in, start, press):
    connect()
    payment = start(author=author)
    merge(author, grace_who_logs_in)
    follow_merges()

    press(payment, "pay")

    assert payments.bring_up_to_date(payment).state == Payment.State.SUCCEEDED
    assert Tip.objects.get().author.current == grace_who_logs_in
