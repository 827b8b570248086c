"""A tip manager uploads the statement of the bank account."""

import pytest
from django.core import signing
from django.urls import reverse

from tests.tips.providers.bank.statements import Entry
from tips.admin.bank.statements import SALT
from tips.models import BankCredit, Movement, Payment, Tip
from tips.providers.bank.matching import Verdict

pytestmark = pytest.mark.django_db
PAGE = "tips_bank:statement"


def verdicts(preview):
    return {group.verdict: group.count for group in preview.context["groups"]}


@pytest.mark.parametrize("version", ["02", "08"])
def test_a_line_that_matches_pays_the_tip(book, paying, transfer, version):
    answer = book(paying(transfer), version=version)

    tip, charge = Tip.objects.get(), Movement.objects.get()
    assert tip.status == Tip.Status.PAID
    assert (charge.kind, charge.amount_minor, charge.provider) == ("charge", 500, "bank")
    assert charge.happened_at.date().isoformat() == "2026-11-24"
    assert "1 transfer booked." in answer.content.decode()


def test_a_preview_writes_nothing(upload, paying, transfer):
    preview = upload(paying(transfer))

    assert verdicts(preview) == {Verdict.BOOK: 1}
    assert not BankCredit.objects.exists()
    assert Tip.objects.get().status == Tip.Status.WAITING


def test_the_same_statement_again_books_nothing(book, upload, paying, transfer):
    book(paying(transfer))

    preview = upload(paying(transfer))

    assert verdicts(preview) == {Verdict.NOTED: 1}
    assert preview.context["plan"] == ""
    assert Movement.objects.count() == 1


def test_the_same_plan_sent_twice_books_once(at_desk, upload, paying, transfer):
    plan = upload(paying(transfer)).context["plan"]

    answers = [at_desk.post(reverse(PAGE), {"plan": plan}, follow=True) for _ in range(2)]

    assert Movement.objects.count() == 1
    assert "1 line had been noted meanwhile." in answers[1].content.decode()


def test_a_longer_statement_books_only_what_is_new(book, paying, make_transfer):
    first, second = make_transfer(), make_transfer()
    book(paying(first))

    book(paying(first), paying(second), name="the whole month")

    assert Movement.objects.count() == 2
    assert Tip.objects.filter(status=Tip.Status.PAID).count() == 2


def test_another_amount_is_noted_but_not_booked(book, paying, transfer):
    answer = book(paying(transfer, "4.00"))

    payment = Payment.objects.get()
    assert payment.flag == Payment.Flag.MISMATCH
    assert Tip.objects.get().status == Tip.Status.WAITING
    assert not Movement.objects.exists()
    assert "with another amount noted, not booked" in answer.content.decode()


def test_the_rest_makes_it_whole(book, paying, transfer):
    book(paying(transfer, "4.00"))

    book(paying(transfer, "1.00"))

    assert Payment.objects.get().flag == ""
    assert Movement.objects.get().amount_minor == 500


def test_two_halves_in_one_statement_make_it_whole(upload, book, paying, transfer):
    halves = [paying(transfer, "2.50", bank_id="1"), paying(transfer, "2.50", bank_id="2")]

    assert verdicts(upload(*halves)) == {Verdict.OTHER_AMOUNT: 1, Verdict.BOOK: 1}
    book(*halves)

    assert Movement.objects.get().amount_minor == 500


def test_what_was_sent_twice_is_listed_and_left(upload, book, paying, transfer):
    twice = [paying(transfer, bank_id="1"), paying(transfer, bank_id="2")]

    assert verdicts(upload(*twice)) == {Verdict.BOOK: 1, Verdict.PAID_BEFORE: 1}
    book(*twice)

    assert Movement.objects.get().amount_minor == 500
    assert Tip.objects.get().status == Tip.Status.PAID


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"direction": "DBIT"}, Verdict.OUT),
        ({"direction": "DBIT", "reversal": True}, Verdict.REVERSAL),
        ({"reversal": True}, Verdict.REVERSAL),
        ({"state": "PDNG"}, Verdict.NOT_BOOKED),
        ({"currency": "CHF"}, Verdict.CURRENCY),
        ({"amount": "5.001"}, Verdict.CURRENCY),
        ({"amount": "0.00"}, Verdict.CURRENCY),
    ],
)
def test_what_is_no_plain_payment_is_listed_and_left(upload, paying, transfer, facts, verdict):
    preview = upload(paying(transfer, **facts))

    assert verdicts(preview) == {verdict: 1}
    assert preview.context["plan"] == ""


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Rent for November", Verdict.NO_REFERENCE), ("RF92PGKYQYJS", Verdict.UNKNOWN)],
)
def test_what_names_no_transfer_of_ours_is_listed_and_left(upload, transfer, text, verdict):
    preview = upload(Entry(text=text))

    assert verdicts(preview) == {verdict: 1}
    assert "Grace Hopper" in preview.content.decode()


def test_a_line_with_two_references_is_left_to_a_person(upload, make_transfer):
    first, second = make_transfer(), make_transfer()

    preview = upload(Entry("10.00", f"{first.reference} {second.reference}"))

    assert verdicts(preview) == {Verdict.SEVERAL: 1}


def test_money_on_another_account_is_left_to_a_person(upload, paying, transfer):
    preview = upload(paying(transfer), iban="DE89370400440532013000")

    assert verdicts(preview) == {Verdict.OTHER_ACCOUNT: 1}


def test_late_money_is_still_money(book, paying, transfer):
    transfer.expires_at = transfer.created_at
    transfer.save()

    book(paying(transfer))

    assert Tip.objects.get().status == Tip.Status.PAID


@pytest.mark.parametrize("content", [b"", b"<a/>", b"PK\x03\x04", b"<" * 1000])
def test_another_file_is_refused_beside_its_field(upload, content):
    page = upload(content)

    assert page.status_code == 200
    assert page.context["form"].errors["file"]


def test_no_file_is_asked_for(at_desk):
    page = at_desk.post(reverse(PAGE), {})

    assert page.context["form"].errors["file"]


def test_a_file_that_is_too_large_is_not_read(upload):
    page = upload(b" " * (4 * 1024 * 1024 + 1))

    assert "larger than 4.0" in page.context["form"].errors["file"][0]


def forged(at_desk, transfer):
    steps = [["key", transfer.pk, 500, "2026-11-24", ""]]
    return signing.dumps({"user": "1", "steps": steps}, salt="another")


def anothers(at_desk, transfer):
    steps = [["key", transfer.pk, 500, "2026-11-24", ""]]
    return signing.dumps({"user": "0", "steps": steps}, salt=SALT, compress=True)


@pytest.mark.parametrize("plan", [forged, anothers, lambda *_: "", lambda *_: "nonsense"])
def test_only_what_this_person_has_seen_is_booked(at_desk, transfer, plan):
    answer = at_desk.post(reverse(PAGE), {"plan": plan(at_desk, transfer)}, follow=True)

    assert answer.status_code == 200
    assert not BankCredit.objects.exists()


def test_nothing_is_kept_of_other_peoples_lines(book, paying, transfer):
    book(paying(transfer), Entry("1.00", "Rent of Jane Doe"))

    kept = BankCredit.objects.values().get()
    assert "Doe" not in str(kept)
    assert "Hopper" not in str(kept)
