"""Our books against the providers' own lists."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tips import payments
from tips.models import Movement, Payment, ReconciliationItem, Refund, SandboxCheckout, Tip
from tips.providers.sandbox import books, disputes
from tips.reconciliation.run import reconcile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books_hold", "wire")]


@pytest.fixture
def look():
    """Compare everything since yesterday; return kind and outcome of each difference."""

    def look(**options):
        run = reconcile(timezone.now() - timedelta(days=1), **options)
        return [(item.kind, item.outcome) for item in run.items.all()]

    return look


@pytest.fixture
def command():
    def run(*arguments):
        out = StringIO()
        try:
            call_command("reconcile_tips", *arguments, stdout=out)
        except CommandError as error:
            return f"{out.getvalue()}{error}", 1
        return out.getvalue(), 0

    return run


@pytest.fixture
def lost_payment(start):
    """A payment that was paid at the provider, of which no event ever came."""
    payment = start()
    books.act(payment.remote_id, "pay")
    return payment


@pytest.fixture
def make_unknown(author_uuid):
    """Make a payment that the provider knows and our database doesn't, as after a restore."""

    def make(payee=None, amount_minor=700, reference=None):
        asked = dict.fromkeys(books.ASKED, "") | {
            "reference": reference or str(uuid.uuid4()),
            "payee": author_uuid if payee is None else payee,
            "amount_minor": amount_minor,
            "currency": "EUR",
            "return_url": "/",
            "cancel_url": "/",
        }
        checkout = books.open_checkout(f"tip-{asked['reference']}", asked)
        return books.act(checkout.pk, "pay")

    return make


@pytest.fixture
def author_uuid(make_author):
    return str(make_author("Grace Hopper").uuid)


def test_books_that_agree_have_no_differences(pay, look):
    pay()

    assert look() == []


def test_a_payment_whose_event_was_lost_is_booked(lost_payment, look):
    found = look()

    assert ("state", "booked") in found
    assert Tip.objects.get().status == Tip.Status.PAID


def test_a_second_run_finds_nothing(lost_payment, look):
    look()

    assert look() == []


def test_a_dry_run_changes_no_book(lost_payment, look):
    found = look(is_dry=True)

    assert ("state", "found") in found
    assert Tip.objects.get().status == Tip.Status.WAITING
    assert Movement.objects.count() == 0


def test_a_refund_and_a_dispute_that_we_never_heard_of_are_booked(pay, look):
    first, second = pay(), pay(author=None)
    books.refund(first.remote_id, 200, "dashboard-1")
    disputes.dispute(second.remote_id, 300)

    found = look()

    assert {"refund", "dispute"} == {kind for kind, outcome in found if outcome == "booked"}
    assert {tip.status for tip in Tip.objects.all()} == {"partly_refunded", "disputed"}


def test_a_payment_that_the_database_has_lost_is_written_anew(make_unknown, author_uuid, look):
    checkout = make_unknown()

    assert look() == [("missing_here", "booked")]

    payment = Payment.objects.get(remote_id=checkout.pk)
    assert str(payment.tip.author.uuid) == author_uuid
    assert (payment.tip.status, payment.tip.amount_minor) == (Tip.Status.PAID, 700)
    assert payment.request_key == checkout.request_key
    assert look() == []


def test_what_happened_to_a_lost_payment_since_is_booked_too(make_unknown, look):
    books.refund(make_unknown().pk, 300, "dashboard-1")

    look()

    assert Tip.objects.get().status == Tip.Status.PARTLY_REFUNDED


def test_a_payment_written_anew_can_be_refunded(make_unknown, look):
    make_unknown()
    look()

    payments.refund(Payment.objects.get(), 700, actor=None, reason="", request_key="r-1")

    assert Tip.objects.get().status == Tip.Status.REFUNDED


@pytest.mark.parametrize("payee", ["", "nobody", "00000000-0000-4000-8000-000000000000"])
def test_a_lost_payment_for_nobody_we_know_is_left_to_a_person(make_unknown, look, payee):
    make_unknown(payee=payee)

    assert look() == [("missing_here", "left")]
    assert Tip.objects.count() == 0


def test_an_abandoned_checkout_is_no_lost_payment(make_unknown, look):
    checkout = make_unknown()
    SandboxCheckout.objects.filter(pk=checkout.pk).update(state="expired", paid_at=None)

    assert look() == []


@pytest.mark.parametrize("reference", ["order-77", "X", "{00000000-0000-4000-8000-000000000000}"])
def test_what_another_application_sells_is_not_ours(make_unknown, look, reference):
    make_unknown(reference=reference)

    assert look() == []


def test_a_payment_that_the_provider_does_not_have_is_left_to_a_person(pay, look):
    SandboxCheckout.objects.filter(pk=pay().remote_id).delete()

    assert look() == [("missing_there", "left")]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"amount_minor": 501}, "amount"),
        ({"account": "another"}, "account"),
        ({"livemode": True}, "account"),
    ],
)
def test_a_payment_altered_behind_our_back_is_found_and_left(pay, look, facts, kind):
    payment = pay()
    before = {name: getattr(payment, name) for name in facts}
    Payment.objects.update(**facts)

    found = look()

    assert (kind, "left") in found
    Payment.objects.update(**before, flag="")


def test_a_state_altered_behind_our_back_is_mended(pay, look):
    pay()
    Payment.objects.update(state="failed")

    assert look() == [("state", "booked")]
    assert Payment.objects.get().state == "succeeded"


def test_a_refund_altered_behind_our_back_is_found(pay, look):
    payment = pay()
    payments.refund(payment, 200, actor=None, reason="", request_key="r-1")
    Refund.objects.update(amount_minor=201)

    assert ("refund", "booked") in look()


def test_the_command_names_the_row_and_both_values(pay, command):
    payment = pay()
    Payment.objects.update(amount_minor=501)

    text, code = command()

    assert code == 1
    assert f"{payment.remote_id}: here €5.01, there €5.00" in text
    Payment.objects.update(amount_minor=500, flag="")


def test_the_command_ends_well_when_all_agrees(pay, command):
    pay()

    assert command() == ("1 payments looked at\n", 0)


def test_the_command_ends_well_when_all_could_be_booked(lost_payment, command):
    text, code = command("--since", "3")

    assert (code, "booked: state" in text) == (0, True)


def test_a_dry_run_that_finds_something_ends_with_an_error(lost_payment, command):
    assert command("--dry-run")[1] == 1


@pytest.mark.parametrize("since", ["2026-11-01", "2026-11-01T12:00", "2026-11-01T12:00Z", "30"])
def test_a_time_can_be_named_in_several_ways(pay, command, since):
    pay()

    assert command("--since", since)[1] == 0


@pytest.mark.parametrize("since", ["yesterday", "2026-13-40", "", "-1"])
def test_a_time_that_is_none_is_refused(command, since):
    assert command(f"--since={since}")[1] == 1


def test_what_is_older_than_asked_for_is_left_alone(lost_payment, command):
    tomorrow = timezone.now() + timedelta(days=1)

    assert command("--since", tomorrow.isoformat()) == ("0 payments looked at\n", 0)


def test_a_provider_that_does_not_answer_is_told(pay, look, wire):
    pay()
    wire.spoil("no connection")

    assert look() == [("unreachable", "left")]


def test_what_a_person_has_closed_is_not_told_again(make_unknown, look):
    make_unknown(payee="")
    look()
    ReconciliationItem.objects.update(outcome="closed")

    assert look() == []
