"""A year of an author's money on one sheet."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(make_writer):
    return make_writer("Ada")


@pytest.fixture
def sheet(log_in, author, home):
    def sheet(year, query=""):
        return log_in(author.user).get(f"{reverse('my_tips:statement', args=[year])}?{query}")

    return sheet


def test_a_year_ends_at_local_midnight(make_paid_tip, author, sheet):
    make_paid_tip(
        author=author, amount_minor=500, paid_at=datetime(2025, 12, 31, 22, 59, tzinfo=UTC)
    )
    make_paid_tip(
        author=author, amount_minor=700, paid_at=datetime(2025, 12, 31, 23, 0, tzinfo=UTC)
    )

    old, new = (sheet(year).context["view"].sheets() for year in (2025, 2026))

    assert old[0]["sums"].received_minor == 500
    assert new[0]["sums"].received_minor == 700


def test_the_file_has_the_sums_of_the_sheet(make_paid_tip, author, sheet):
    for amount_minor, month in [(500, 3), (1234, 3), (999, 9)]:
        at = datetime(2026, month, 5, tzinfo=UTC)
        make_paid_tip(author=author, amount_minor=amount_minor, fee_minor=31, paid_at=at)

    rows = list(csv.DictReader(StringIO(sheet(2026, "export=csv").content.decode())))

    sums = sheet(2026).context["view"].sheets()[0]["sums"]
    assert [row["Month"] for row in rows] == ["2026-03", "2026-09"]
    assert 100 * sum(Decimal(row["Arrived"]) for row in rows) == sums.net_minor == 2733 - 93


def test_each_currency_has_a_sheet_of_its_own(make_paid_tip, author, sheet):
    make_paid_tip(author=author)
    make_paid_tip(author=author, currency="JPY", amount_minor=700)

    assert [one["sums"].currency for one in sheet(2026).context["view"].sheets()] == ["EUR", "JPY"]


def test_test_money_is_marked_and_never_mixed(make_paid_tip, author, sheet):
    make_paid_tip(author=author, amount_minor=900)
    make_paid_tip(author=author, amount_minor=500, livemode=True, provider="elsewhere")

    real, test = sheet(2026), sheet(2026, "money=test")

    assert real.context["view"].sheets()[0]["sums"].received_minor == 500
    assert "TEST" not in real.content.decode()
    assert test.context["view"].sheets()[0]["sums"].received_minor == 900
    assert "TEST" in test.content.decode()


def test_it_calls_a_provider_by_its_name(make_paid_tip, author, sheet, settings):
    settings.TIPS_PROVIDERS = ["sandbox", "stripe"]
    make_paid_tip(author=author, provider="stripe", livemode=True)

    assert "of it through Stripe" in sheet(2026).content.decode()


@pytest.mark.parametrize("year", [1999, 9999])
def test_a_year_that_cannot_be_is_not_there(sheet, year):
    assert sheet(year).status_code == 404


def test_the_sites_note_on_taxes_stands_below(sheet, home):
    from tips.models import TipSettings

    settings = TipSettings.for_site(home.get_site())
    settings.tax_note = "Ask your tax office."
    settings.save()

    assert "Ask your tax office." in sheet(2026).content.decode()


def test_the_list_of_years_sums_each(make_paid_tip, author, log_in, home):
    make_paid_tip(author=author, amount_minor=500, paid_at=datetime(2025, 5, 5, tzinfo=UTC))
    make_paid_tip(author=author, amount_minor=700, paid_at=datetime(2026, 5, 5, tzinfo=UTC))

    page = log_in(author.user).get(reverse("my_tips:statements"))

    assert [(year, sums[0].received_minor) for year, sums in page.context["years"]] == [
        (2026, 700),
        (2025, 500),
    ]
