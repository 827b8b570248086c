"""The story of a tip, as a tip manager reads it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tips import ledger
from tips.admin.story import story_of
from tips.erasure import erase_reader
from tips.models import Notice, ProviderEvent, ReconciliationRun, Refund, Tip
from tips.providers.base import WebhookEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(log_in, manager):
    """Open the page of a tip."""

    def read(tip):
        return log_in(manager).get(reverse("tips_admin:inspect", args=[tip.pk])).content.decode()

    return read


def sentences(tip):
    return [entry.text for entry in story_of(tip)]


def test_it_begins_with_the_wish_of_a_reader(make_tip, make_author):
    tip = make_tip(quantity=3, amount_minor=900, author=make_author("Ada"))

    assert sentences(tip)[0] == "A reader chose 3 coffees for Ada: €9.00."


def test_an_own_amount_is_no_coffee(make_tip, make_author):
    tip = make_tip(amount_minor=550, author=make_author("Ada"))

    assert sentences(tip)[0] == "A reader chose an amount of their own for Ada: €5.50."


def test_it_tells_attempts_and_movements(make_paid_tip):
    told = sentences(make_paid_tip(fee_minor=50))

    assert "Attempt 1 to pay began, with Sandbox." in told
    assert "Booked: Charge, €5.00." in told
    assert "Booked: Fee, -€0.50." in told


def test_it_says_why_a_payment_came_to_nothing(make_tip):
    payment = ledger.open_payment(make_tip(), "sandbox", "", False)
    ledger.record_end(payment, "expired", "never_started")

    told = [entry.detail for entry in story_of(payment.tip)]

    assert (
        "Now: Expired (nobody got as far as the provider’s page) · To the site’s own account"
        in told
    )


def test_it_says_why_a_refund_was_refused(make_paid_tip):
    [payment] = make_paid_tip().payments.all()
    wanted = ledger.request_refund(
        payment, 100, actor=None, reason="By mistake", request_key="refund-1"
    )
    ledger.record_refused_refund(wanted, "refund_window_closed")

    told = [entry.detail for entry in story_of(payment.tip)]

    assert "By mistake · Failed (too late for the provider)" in told


def test_it_is_in_the_order_of_time(make_paid_tip):
    tip = make_paid_tip()

    moments = [entry.at for entry in story_of(tip)]

    assert moments == sorted(moments)
    assert moments[0] == tip.created_at


def test_it_tells_what_the_provider_reported(make_paid_tip):
    tip = make_paid_tip()
    remote_id = tip.payments.get().remote_id
    ledger.store_event(WebhookEvent("ev_1", "payment.paid", remote_id, "", False), "sandbox")

    assert "Sandbox reported “payment.paid”." in sentences(tip)


def test_an_event_of_another_provider_is_another_story(make_paid_tip):
    tip = make_paid_tip()
    remote_id = tip.payments.get().remote_id
    ledger.store_event(WebhookEvent("ev_1", "payment.paid", remote_id, "", False), "elsewhere")

    assert not [told for told in sentences(tip) if "elsewhere" in told]


def test_a_dead_event_is_trouble(make_paid_tip):
    tip = make_paid_tip()
    remote_id = tip.payments.get().remote_id
    ledger.store_event(WebhookEvent("ev_1", "payment.paid", remote_id, "", False), "sandbox")
    ProviderEvent.objects.update(outcome="dead", error="500")

    trouble = [entry.detail for entry in story_of(tip) if entry.is_trouble]

    assert trouble == ["Given up · 500"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "Mail “Thank you” waits to be sent: Reader."),
        ({"tries": 1}, "Mail “Thank you” waits to be sent: Reader."),
        ({"tries": 2, "error": "refused"}, "Mail “Thank you” failed 2 times: Reader."),
        ({"tries": 1, "sent_at": timezone.now()}, "Mail “Thank you” was sent: Reader."),
    ],
)
def test_it_tells_which_mails_went_out(make_paid_tip, facts, told):
    tip = make_paid_tip()
    Notice.objects.filter(tip=tip, kind="thank_you").update(**facts)

    assert told in sentences(tip)


def test_a_refund_without_a_person_was_made_elsewhere(make_paid_tip):
    tip = make_paid_tip()
    Refund.objects.create(payment=tip.payments.get(), request_key="x", amount_minor=200)

    assert "A refund of €2.00 was made at the provider." in sentences(tip)


@pytest.mark.parametrize("visibility", ["private", "anonymous"])
def test_words_for_the_author_alone_are_not_shown(make_paid_tip, read, visibility):
    tip = make_paid_tip(visibility=visibility, display_name="Grace", message="Just for you")

    page = read(tip)

    assert "Grace" not in page
    assert "Just for you" not in page


def test_the_page_never_shows_the_address_of_mail(make_paid_tip, read):
    assert "secret" not in read(make_paid_tip(email="secret@example.org"))


def test_it_tells_whose_account_a_payment_is_for(make_paid_tip):
    tip = make_paid_tip()

    before = [entry.detail for entry in story_of(tip)]
    tip.payments.update(account="acct_ada")
    after = [entry.detail for entry in story_of(tip)]

    assert "Now: Succeeded · To the site’s own account" in before
    assert "Now: Succeeded · To the author’s own account: acct_ada" in after


def test_it_tells_that_a_reader_was_erased(make_paid_tip):
    tip = make_paid_tip(message="It was me")

    erase_reader(Tip.objects.filter(pk=tip.pk))

    assert "Somebody: Name, address and message were erased" in sentences(tip)


@pytest.mark.parametrize(("outcome", "is_trouble"), [("left", True), ("booked", False)])
def test_it_tells_what_comparing_with_the_provider_found(make_paid_tip, outcome, is_trouble):
    tip = make_paid_tip()
    run = ReconciliationRun.objects.create(since=tip.created_at)
    run.items.create(
        kind="amount", provider="sandbox", payment=tip.payments.get(), ours="€5.00",
        theirs="€1.00", outcome=outcome,
    )  # fmt: skip

    [told] = [entry for entry in story_of(tip) if entry.text.startswith("Compared with")]

    assert told.text == "Compared with the list of Sandbox: Another amount."
    assert told.detail.startswith("Here: €5.00, there: €1.00 · ")
    assert told.is_trouble == is_trouble


def test_it_tells_a_dispute_from_the_bank_s_wish_to_its_end(make_paid_tip):
    tip = make_paid_tip()
    payment = tip.payments.get()
    at = timezone.now()
    payment.disputes.create(
        remote_id="dp_1", amount_minor=500, state="won", opened_at=at, reason="fraudulent",
        taken_minor=500, returned_minor=500,
    )  # fmt: skip
    for kind, amount in [("dispute", -500), ("dispute_won", 500)]:
        payment.movements.create(
            kind=kind, amount_minor=amount, currency="EUR", provider="sandbox",
            remote_id=f"{kind}_1", livemode=False, happened_at=at,
        )  # fmt: skip

    told = sentences(tip)

    assert [each for each in told if "wants €5.00 back" in each]
    assert "Booked: Taken in a dispute, -€5.00." in told
    assert "Booked: Returned after a dispute, €5.00." in told


@pytest.mark.props
def test_a_second_payment_stands_out(make_paid_tip):
    tip = make_paid_tip()
    tip.payments.update(flag="duplicate")

    [told] = [entry for entry in story_of(tip) if entry.is_trouble]

    assert told.detail == "Paid twice, to be refunded"


def test_a_mismatch_stands_out(make_paid_tip, read):
    tip = make_paid_tip()
    tip.payments.update(flag="mismatch")

    assert "Attempt 1: The provider reports another amount." in read(tip)


def test_words_of_readers_are_text(make_paid_tip, read):
    page = read(make_paid_tip(display_name="<i>x", message="<script>alert(1)</script>"))

    assert "<i>x" not in page
    assert "<script>alert(1)" not in page


def test_a_longer_story_is_no_more_queries(make_paid_tip, read, django_assert_num_queries):
    tip = make_paid_tip()
    read(tip)
    with CaptureQueriesContext(connection) as first:
        read(tip)
    count = len(first)
    payment = tip.payments.get()
    Refund.objects.create(payment=payment, request_key="x", amount_minor=100)
    Refund.objects.create(payment=payment, request_key="y", amount_minor=100)

    with django_assert_num_queries(count):
        read(tip)
