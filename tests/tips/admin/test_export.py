"""Tips as spreadsheets, for managers and authors."""

import csv
import secrets
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from authors import spreadsheets
from tips.admin.workbook import stream

pytestmark = pytest.mark.django_db


def rows(answer):
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(StringIO(answer.getvalue().decode())))


def workbook(answer):
    heads, *lines = load_workbook(BytesIO(answer.getvalue())).active.iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


READERS = {"csv": rows, "xlsx": workbook}


@pytest.fixture
def tips_csv(log_in, manager):
    def download(query=""):
        return rows(log_in(manager).get(f"{reverse('tips_admin:index')}?export=csv&{query}"))

    return download


@pytest.fixture
def my_csv(log_in):
    def download(author, query=""):
        return rows(log_in(author.user).get(f"{reverse('my_tips:index')}?export=csv&{query}"))

    return download


def test_amounts_come_as_decimal_currency_and_smallest_unit(make_paid_tip, tips_csv):
    make_paid_tip(amount_minor=1234, fee_minor=50)

    row = tips_csv()[0]

    assert [row["Amount"], row["Fees"], row["Net"]] == ["12.34", "0.50", "11.84"]
    assert [row["Currency"], row["Amount in the smallest unit"]] == ["EUR", "1234"]


def test_yen_have_no_decimals(make_paid_tip, tips_csv):
    make_paid_tip(amount_minor=500, currency="JPY", fee_minor=18)

    row = tips_csv()[0]

    assert [row["Amount"], row["Net"]] == ["500", "482"]


def test_times_are_local(make_paid_tip, tips_csv):
    make_paid_tip(paid_at=datetime(2026, 7, 31, 23, 30, tzinfo=UTC))

    row = tips_csv()[0]

    assert row["Paid"] == "2026-08-01 01:30:00"


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "\u200b@x", "＝1"])
def test_a_name_never_becomes_a_formula(make_paid_tip, make_writer, tips_csv, my_csv, name):
    author = make_writer()
    make_paid_tip(author=author, display_name=name)

    assert tips_csv()[0]["Name"] == f"'{name}"
    assert my_csv(author)[0]["Name"] == f"'{name}"


def test_a_message_never_becomes_a_formula(make_paid_tip, make_writer, my_csv):
    author = make_writer()
    make_paid_tip(author=author, message='=HYPERLINK("https://evil.example")')

    assert my_csv(author)[0]["Message"] == '\'=HYPERLINK("https://evil.example")'


def test_a_workbook_holds_numbers_dates_and_text(make_paid_tip, log_in, manager):
    make_paid_tip(display_name="=1+1\x0b", amount_minor=1234)
    url = f"{reverse('tips_admin:index')}?export=xlsx"

    answer = log_in(manager).get(url)

    heads, cells = load_workbook(BytesIO(answer.getvalue())).active.iter_rows(values_only=True)
    row = dict(zip(heads, cells, strict=True))
    assert row["Amount"] == pytest.approx(12.34)
    assert isinstance(row["Opened"], datetime)
    assert row["Name"] == "=1+1\ufffd"


@pytest.mark.parametrize("name", ["=1+1", "+49 30 1234", "-1", "@SUM(A1)", "\t=1", "#N/A"])
def test_a_workbook_keeps_a_name_as_text_without_a_sign_before_it(
    make_paid_tip, log_in, manager, name
):
    make_paid_tip(display_name=name)

    answer = log_in(manager).get(f"{reverse('tips_admin:index')}?export=xlsx")

    heads, cells = load_workbook(BytesIO(answer.getvalue())).active.iter_rows()
    cell = cells[[head.value for head in heads].index("Name")]
    assert (cell.value, cell.data_type) == (name, "s")
    assert cell.quotePrefix == (name != "#N/A")


@pytest.mark.parametrize("name", ["+49 30 1234", "=1", "-1", "@x", "\tx", "\rx", "a+b@x.de"])
def test_csv_loses_no_character(make_paid_tip, tips_csv, name):
    make_paid_tip(display_name=name)

    assert tips_csv()[0]["Name"].endswith(name)


@pytest.mark.parametrize(
    ("visibility", "shown"),
    [("public", "Grace"), ("hide_amount", "Grace"), ("private", ""), ("anonymous", "")],
)
def test_managers_see_the_names_readers_show(make_paid_tip, tips_csv, visibility, shown):
    make_paid_tip(visibility=visibility, display_name="Grace")

    assert tips_csv()[0]["Name"] == shown


def test_no_export_has_an_address_of_mail(make_paid_tip, make_writer, log_in, manager):
    author = make_writer()
    make_paid_tip(author=author, email="secret@example.org")

    everything = [
        log_in(manager).get(f"{reverse('tips_admin:index')}?export=csv").getvalue(),
        log_in(author.user).get(f"{reverse('my_tips:index')}?export=csv").getvalue(),
    ]

    assert b"secret" not in b"".join(everything)


def test_test_money_is_in_no_export_of_real_money(make_paid_tip, tips_csv):
    real = make_paid_tip(livemode=True, provider="elsewhere")
    test = make_paid_tip(livemode=False)

    assert [row["Reference"] for row in tips_csv()] == [real.reference]
    assert [row["Reference"] for row in tips_csv("money=test")] == [test.reference]
    assert tips_csv("money=test")[0]["Mode"] == "TEST"


def test_an_export_obeys_the_filters(make_paid_tip, tips_csv):
    make_paid_tip(currency="EUR")
    yen = make_paid_tip(currency="JPY")

    assert [row["Reference"] for row in tips_csv("currency=JPY")] == [yen.reference]


def test_an_export_sums_to_the_totals_on_the_screen(make_paid_tip, make_writer, my_csv, log_in):
    author = make_writer()
    make_paid_tip(author=author, amount_minor=500, fee_minor=31)
    make_paid_tip(author=author, amount_minor=999, fee_minor=44)

    page = log_in(author.user).get(reverse("my_tips:index"))

    totals = page.context["totals"][0]
    net = sum(Decimal(row["Net"]) for row in my_csv(author))
    assert Decimal(totals.net_minor) == 100 * net == Decimal(1424)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_of_several_batches_has_each_tip_once(
    make_paid_tip, make_writer, log_in, monkeypatch, kind
):
    monkeypatch.setattr(spreadsheets, "CHUNK", 2)
    author = make_writer()
    for minor in (100, 200, 300, 400, 500):
        make_paid_tip(author=author, amount_minor=minor, fee_minor=minor // 10)

    answer = log_in(author.user).get(f"{reverse('my_tips:index')}?export={kind}")

    sums = {(row["Amount"], row["Net"]) for row in READERS[kind](answer)}
    assert {(float(amount), float(net)) for amount, net in sums} == {
        (1, 0.9), (2, 1.8), (3, 2.7), (4, 3.6), (5, 4.5)
    }  # fmt: skip


def test_the_first_lines_of_a_workbook_are_sent_before_the_last_are_read():
    read = []

    def batches():
        for number in range(9):
            read.append(number)
            yield [[secrets.token_hex(200)] * 10 for _ in range(100)]

    parts = [part for part in islice(stream(batches(), "dd/mm/yyyy"), 5) if part]

    assert len(parts) == 5
    assert len(read) == 5


def test_a_workbook_keeps_breaks_of_lines_and_large_numbers(make_paid_tip, make_writer, log_in):
    author = make_writer()
    make_paid_tip(author=author, message="one\r\n <two> & \t three ", amount_minor=99_999_999_999)

    [row] = workbook(log_in(author.user).get(f"{reverse('my_tips:index')}?export=xlsx"))

    assert row["Message"] == "one\r\n <two> & \t three "
    assert row["Amount in the smallest unit"] == 99_999_999_999


@pytest.mark.parametrize("name", ["tips_admin:index", "my_tips:index"])
def test_an_export_asks_the_database_as_often_for_many_tips(
    make_paid_tip, make_writer, manager, log_in, name, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    author = make_writer()
    client = log_in({"tips_admin:index": manager, "my_tips:index": author.user}[name])
    make_paid_tip(author=author)
    client.get(f"{reverse(name)}?export=csv").getvalue()
    with CaptureQueriesContext(connection) as first:
        client.get(f"{reverse(name)}?export=csv").getvalue()
    count = len(first)
    make_paid_tip(author=author)
    make_paid_tip(author=author)

    with django_assert_num_queries(count):
        client.get(f"{reverse(name)}?export=csv").getvalue()
