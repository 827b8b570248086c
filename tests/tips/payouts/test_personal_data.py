"""What is kept about authors who are paid."""

import pytest

from authors.privacy.personal_data import erase_person, export_person, forget
from tips import payouts
from tips.models import AccountNotice

ADDRESS = "ada@example.org"


@pytest.fixture(autouse=True)
def no_network(wire):
    """Speak to nobody."""


def test_an_author_can_have_what_is_known_of_their_accounts(connect):
    connect("acct_ada", label="Ada's bank", details={"holder": "Ada"})

    [row] = export_person(ADDRESS)["payout_accounts"]

    assert (row["account"], row["label"], row["details"]) == (
        "acct_ada",
        "Ada's bank",
        {"holder": "Ada"},
    )


def test_erasing_takes_names_from_accounts_no_longer_in_use(connect):
    account = connect("acct_ada", label="Ada's bank", details={"holder": "Ada"})
    payouts.disconnect(account)

    erase_person(ADDRESS)

    account.refresh_from_db()
    assert (account.label, account.details, account.remote_id) == ("", {}, "acct_ada")
    assert not AccountNotice.objects.filter(address=ADDRESS).exists()


def test_erasing_doesnt_cut_an_author_off_from_their_money(connect):
    account = connect("acct_ada", label="Ada's bank")

    erase_person(ADDRESS)

    account.refresh_from_db()
    assert account.is_usable
    assert account.label == "Ada's bank"


def test_addresses_told_are_forgotten_in_time(connect):
    connect()
    AccountNotice.objects.update(created_at="2020-01-01T00:00Z")

    forget()

    assert not AccountNotice.objects.exists()
