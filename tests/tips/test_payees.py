"""Which account a tip goes to."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Site

from tips import payments
from tips.exceptions import CannotBePaid
from tips.models import PayoutAccount
from tips.offer import offer_for
from tips.payees import SITE, account_for, accounts_at, accounts_for

State = PayoutAccount.State


@pytest.fixture
def author(home, make_author):
    return make_author()


@pytest.fixture
def only_authors(settings):
    """A site that takes no money for others."""
    settings.TIPS_SITE_RECEIVES = False


def test_a_tip_goes_to_the_authors_own_account(author, make_account, start):
    make_account(author, "acct_ada")

    assert start(author=author).account == "acct_ada"


def test_without_one_it_goes_to_the_sites(author, start):
    assert start(author=author).account == SITE


def test_two_authors_with_two_accounts_each_get_their_own(author, make_author, make_account, start):
    make_account(author, "acct_ada")
    other = make_author("Charles Babbage")
    make_account(other, "acct_charles")

    accounts = [start(author=one).account for one in (author, other)]

    assert accounts == ["acct_ada", "acct_charles"]


@pytest.mark.parametrize(
    "facts",
    [
        {"takes_payments": False},
        {"state": State.WAITING},
        {"state": State.RETIRED},
        {"switched_off_at": timezone.now()},
        {"remote_id": ""},
        {"livemode": True},
        {"provider": "elsewhere"},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_an_account_that_can_take_nothing_now_gets_nothing(author, make_account, sandbox, facts):
    make_account(author, **facts)

    assert account_for(author, sandbox) == SITE


def test_a_merged_authors_tips_go_where_those_of_the_one_who_remains_go(
    author, make_author, make_account, sandbox
):
    make_account(author, "acct_ada")
    merged = make_author("Countess", merged_into=author)
    make_account(merged, "acct_countess")

    assert account_for(merged, sandbox) == "acct_ada"


def test_who_has_no_account_has_no_offer_where_the_site_takes_nothing(author, only_authors):
    assert offer_for(author, Site.objects.get()) is None


def test_who_has_one_is_offered_there_all_the_same(author, only_authors, make_account):
    make_account(author)

    assert offer_for(author, Site.objects.get()).providers == ("sandbox",)


def test_an_account_gone_since_the_page_was_shown_starts_nothing(
    author, only_authors, make_account, make_tip, wire
):
    account = make_account(author)
    tip = make_tip(author=author)
    PayoutAccount.objects.filter(pk=account.pk).update(takes_payments=False)

    with pytest.raises(CannotBePaid):
        payments.checkout_url(tip, "sandbox")

    assert not tip.payments.exists()


def test_a_form_sent_after_the_account_went_is_told_so(
    client, author, only_authors, make_account, wire
):
    account = make_account(author)
    form = client.get("/tips/ada-lovelace/").context["form"]
    PayoutAccount.objects.filter(pk=account.pk).update(state=State.RETIRED)
    fields = {"coffees": "1", "visibility": "public", "consent": "on"}

    answer = client.post("/tips/ada-lovelace/", fields | {"form_key": form.initial["form_key"]})

    assert "takes no tips at the moment" in answer.content.decode()
    assert not author.tips.exists()


def test_another_account_gets_a_payment_of_its_own(author, make_account, start, wire):
    first = start(author=author)
    make_account(author, "acct_ada")

    payments.checkout_url(first.tip, "sandbox")

    assert [p.account for p in first.tip.payments.all()] == [SITE, "acct_ada"]


def test_who_has_paid_the_old_account_is_not_sent_to_pay_the_new(
    author, make_account, start, press
):
    payment = start(author=author)
    press(payment, "pay")
    make_account(author, "acct_ada")

    with pytest.raises(CannotBePaid):
        payments.checkout_url(payment.tip, "sandbox")


def test_many_authors_take_one_query(author, make_author, make_account, django_assert_num_queries):
    authors = [author, *(make_author() for _n in range(4))]
    make_account(author)

    with django_assert_num_queries(1):
        accounts = accounts_for(authors)

    assert accounts[author.pk] == {"sandbox": "acct_ada"}
    assert accounts[authors[1].pk] == {"sandbox": SITE}


def test_every_account_there_was_can_be_looked_through(author, make_account, sandbox):
    make_account(author, "acct_old", state=State.RETIRED)
    make_account(author, "acct_new")

    assert accounts_at(sandbox) == [SITE, "acct_old", "acct_new"]


@pytest.mark.parametrize("state", [State.CURRENT, State.WAITING])
def test_an_author_has_one_account_in_use_and_one_waiting(author, make_account, state):
    make_account(author, "acct_one", state=state)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_account(author, "acct_two", state=state)
