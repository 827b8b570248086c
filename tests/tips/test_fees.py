"""What is likely kept of a tip, and what covers it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tips.fees import Fees, fees_of, platform_fee_minor
from tips.money import CURRENCIES


def fees(percent="1.5", fixed_minor=25, share="0", step_minor=1):
    return Fees(Decimal(percent), fixed_minor, Decimal(share), step_minor)


def test_what_is_kept_is_percentage_and_fixed_part():
    assert fees().kept_minor(1000) == 40


def test_no_more_is_kept_than_came_in():
    assert fees(fixed_minor=500).kept_minor(100) == 100


@given(
    amount_minor=st.integers(1, 1_000_000),
    percent=st.integers(0, 90).map(lambda n: str(Decimal(n) / 10)),
    fixed_minor=st.integers(0, 500),
    share=st.integers(0, 30).map(str),
    step_minor=st.sampled_from([1, 5, 10, 100]),
)
def test_what_covers_the_fee_lets_the_whole_arrive(
    amount_minor, percent, fixed_minor, share, step_minor
):
    schedule = fees(percent, fixed_minor, share, step_minor)

    total = schedule.covering_minor(amount_minor)

    assert total - schedule.kept_minor(total) >= amount_minor
    assert total % step_minor == 0


def test_swiss_francs_are_covered_in_steps_of_five():
    assert fees(step_minor=CURRENCIES["CHF"].step_minor).covering_minor(300) % 5 == 0


@pytest.mark.parametrize(
    ("percent", "account", "share_minor"),
    [("0", "acct_1", 0), ("5", "acct_1", 25), ("2.5", "acct_1", 12), ("5", "", 0)],
)
def test_the_sites_share_is_rounded_down_and_only_of_authors_accounts(
    stripe_stage, settings, percent, account, share_minor
):
    settings.TIPS_PLATFORM_FEE_PERCENT = percent

    assert platform_fee_minor(stripe_stage.source, account, 500, "EUR") == share_minor


def test_nobody_guesses_stripes_fee(stripe_stage):
    assert fees_of(stripe_stage.source, "", "EUR") is None
