"""What is read from a bank's statement."""

from datetime import date

import pytest

from tests.tips.providers.bank.stage import IBAN
from tests.tips.providers.bank.statements import Entry, statement
from tips.providers.bank import camt

VERSIONS = pytest.mark.parametrize("version", ["02", "08"])


@VERSIONS
def test_a_line_tells_what_arrived_when_and_from_whom(version):
    [line] = camt.read(statement(Entry("12.50", "Tip for Ada"), version=version))

    assert (line.amount_minor, line.currency, line.iban) == (1250, "EUR", IBAN)
    assert (line.is_credit, line.is_booked, line.is_reversal) == (True, True, False)
    assert (line.booked_on, line.statement) == (date(2026, 11, 24), "2026-11-24/1")
    assert "Tip for Ada" in line.texts
    assert line.shown == "Grace Hopper Tip for Ada"


@VERSIONS
def test_payments_booked_as_one_are_lines_of_their_own(version):
    whole = Entry("12.00", parts=[Entry("5.00", "first"), Entry("7.00", "second")])

    lines = camt.read(statement(whole, version=version))

    assert [(line.amount_minor, line.texts[-1]) for line in lines] == [
        (500, "first"),
        (700, "second"),
    ]


def test_payments_that_do_not_add_up_are_one_line():
    whole = Entry("13.00", parts=[Entry("5.00", "first"), Entry("7.00", "second")])

    [line] = camt.read(statement(whole))

    assert line.amount_minor == 1300
    assert {"first", "second"} <= set(line.texts)


def test_a_text_broken_into_pieces_is_joined():
    [line] = camt.read(statement(Entry(text=["RF12BCDF", "GHJK tip"])))

    assert line.texts[-1] == "RF12BCDF GHJK tip"


def test_a_structured_reference_is_a_text():
    [line] = camt.read(statement(Entry(reference="RF12BCDFGHJK")))

    assert line.texts[0] == "RF12BCDFGHJK"


@VERSIONS
@pytest.mark.parametrize(
    ("facts", "name", "value"),
    [
        ({"direction": "DBIT"}, "is_credit", False),
        ({"state": "PDNG"}, "is_booked", False),
        ({"reversal": True}, "is_reversal", True),
        ({"amount": "5"}, "amount_minor", 500),
        ({"amount": "5.1"}, "amount_minor", 510),
        ({"amount": "5.10000"}, "amount_minor", 510),
        ({"amount": "5.001"}, "amount_minor", -1),
        ({"amount": "500", "currency": "JPY"}, "amount_minor", 500),
        ({"amount": "5.00", "currency": "XXX"}, "amount_minor", -1),
    ],
)
def test_what_a_line_says_is_kept(version, facts, name, value):
    [line] = camt.read(statement(Entry(**facts), version=version))

    assert getattr(line, name) == value


def test_the_same_line_has_the_same_key_in_every_statement():
    entry = Entry(text="one")

    [once] = camt.read(statement(entry, name="day"))
    month = camt.read(statement(Entry(text="another"), entry, name="month"))

    assert month[1].key == once.key


def test_lines_that_look_alike_are_told_apart():
    lines = camt.read(statement(Entry(text="same"), Entry(text="same")))

    assert lines[0].key != lines[1].key


def test_a_statement_that_stands_twice_in_a_file_counts_once():
    day = statement(Entry(text="same"), Entry(text="same")).decode()
    head, start, rest = day.partition("<Stmt>")
    inside, end, tail = rest.partition("</Stmt>")

    lines = camt.read(f"{head}{start}{inside}{end}{start}{inside}{end}{tail}".encode())

    assert [line.key for line in lines] == [line.key for line in camt.read(day.encode())]


@pytest.mark.parametrize(
    "facts", [{"amount": "6.00"}, {"day": "2026-11-23"}, {"text": "x"}, {"bank_id": "7"}]
)
def test_lines_that_differ_have_different_keys(facts):
    [one], [other] = camt.read(statement(Entry())), camt.read(statement(Entry(**facts)))

    assert one.key != other.key


def test_a_statement_without_lines_is_empty():
    assert camt.read(statement()) == []


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"\xff\xfe\x00",
        b"<a/>",
        b"<html><body>Log in</body></html>",
        b'<?xml version="1.0" encoding="nonsense"?><a/>',
        statement(Entry())[:-20],
        statement(Entry(), head='<?xml version="1.0"?><!DOCTYPE Document>'),
        statement(Entry(), head=BOMB),
        statement(Entry(), head=OUTSIDE),
        statement(Entry(amount="-5.00")),
        statement(Entry(amount="1e3")),
        statement(Entry(amount="NaN")),
        statement(Entry(amount="")),
        statement(Entry(day="yesterday")),
        statement(Entry(day="2026-02-30")),
        statement(Entry()).replace(b"BkToCstmrStmt", b"BkToCstmrAcctRpt"),
        statement(Entry()).replace(b"<CdtDbtInd>CRDT</CdtDbtInd>", b""),
        b"<Document><BkToCstmrStmt>" + b"<a>" * 100_000,
        b" " * (camt.MOST_BYTES + 1),
    ],
)
def test_another_file_is_refused(content):
    with pytest.raises(camt.UnreadableStatement):
        camt.read(content)
