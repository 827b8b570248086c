"""What doesn't agree with the providers, and what a tip manager does about it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tips import ledger
from tips.books import problems
from tips.models import Payment, ReconciliationItem, ReconciliationRun, SandboxCheckout, Tip
from tips.providers.sandbox import books
from tips.reconciliation.run import reconcile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wire")]
INDEX = "/admin/tips-reconciliation/"


@pytest.fixture
def page(manager, log_in):
    return log_in(manager)


@pytest.fixture
def mismatched(start):
    """A payment of which the provider reports other money."""

    def make(amount_minor=400, currency="EUR"):
        payment = start()
        books.act(payment.remote_id, "pay")
        SandboxCheckout.objects.update(amount_minor=amount_minor, currency=currency)
        reconcile(timezone.now() - timedelta(days=1))
        payment.refresh_from_db()
        return payment

    return make


def text_of(answer):
    return answer.content.decode()


def settle(page, payment, what, reason="The bank sent less."):
    url = reverse("tips_reconciliation:mismatch", args=[payment.uuid])
    return page.post(url, {"what": what, "reason": reason})


def test_a_quiet_day_says_so(page):
    assert "Nothing waits for you" in text_of(page.get(INDEX))


def test_the_last_runs_are_listed_with_their_figures(page, mismatched):
    mismatched()

    run = ReconciliationRun.objects.get()
    text = text_of(page.get(INDEX))

    assert f"/admin/tips-reconciliation/runs/{run.uuid}/" in text


def test_the_newest_run_stands_first(page):
    days = range(1, 25)
    for number in days:
        run = ReconciliationRun.objects.create(since=timezone.now())
        started_at = timezone.now() - timedelta(days=(number * 7) % 25)
        ReconciliationRun.objects.filter(pk=run.pk).update(started_at=started_at)

    runs = page.get(INDEX).context["runs"]

    newest = ReconciliationRun.objects.order_by("-started_at")[:20]
    assert [run.pk for run in runs] == [run.pk for run in newest]


def test_a_run_is_called_by_its_local_time(page):
    run = ReconciliationRun.objects.create(since=timezone.now())
    started_at = datetime(2026, 7, 31, 22, 30, tzinfo=UTC)
    ReconciliationRun.objects.filter(pk=run.pk).update(started_at=started_at)

    text = text_of(page.get(reverse("tips_reconciliation:run", args=[run.uuid])))

    assert "08/01/2026 12:30 a.m." in text


def test_a_run_shows_both_values(page, mismatched):
    mismatched()
    run = ReconciliationRun.objects.get()

    text = text_of(page.get(reverse("tips_reconciliation:run", args=[run.uuid])))

    assert "€5.00" in text
    assert "€4.00" in text


def test_other_money_than_asked_for_waits_in_the_queue(page, mismatched):
    payment = mismatched()

    assert payment.tip.reference in text_of(page.get(INDEX))
    form = text_of(page.get(reverse("tips_reconciliation:mismatch", args=[payment.uuid])))
    assert "€4.00 · Succeeded" in form


def test_what_came_can_be_taken_as_the_tip(page, mismatched):
    payment = mismatched()

    answer = settle(page, payment, "accept")

    assert answer.headers["Location"] == INDEX
    tip = Tip.objects.get()
    assert (tip.amount_minor, tip.status) == (400, Tip.Status.PAID)
    assert reconcile(timezone.now() - timedelta(days=1)).items.count() == 0


def test_a_mismatch_can_be_closed_and_is_not_told_again(page, mismatched):
    payment = mismatched()

    settle(page, payment, "close")

    payment.refresh_from_db()
    assert (payment.flag, payment.state) == (Payment.Flag.CLOSED, Payment.State.FAILED)
    assert reconcile(timezone.now() - timedelta(days=1)).items.count() == 0
    assert "Nothing waits for you" in text_of(page.get(INDEX))


@pytest.mark.parametrize("what", ["accept", "close"])
def test_a_settled_mismatch_leaves_the_list_at_once(page, mismatched, what):
    settle(page, mismatched(), what)

    assert "Nothing waits for you" in text_of(page.get(INDEX))


def test_a_tip_whose_mismatch_is_closed_can_be_paid_again(page, mismatched):
    payment = mismatched()
    settle(page, payment, "close")

    again = ledger.open_payment(payment.tip, "sandbox", "", False)

    assert again.attempt == 2


@pytest.mark.parametrize("what", ["accept", "close"])
def test_who_settled_what_and_why_is_logged(page, mismatched, manager, what):
    settle(page, mismatched(), what, "Checked with the bank.")

    entry = ModelLogEntry.objects.get(action="tips.settle")
    assert (entry.user, entry.data["what"]) == (manager, what)
    assert "Checked with the bank." in entry.message


def test_without_a_reason_nothing_is_settled(page, mismatched):
    payment = mismatched()

    answer = settle(page, payment, "close", reason="")

    assert "This field is required" in text_of(answer)
    assert Payment.objects.get().flag == Payment.Flag.MISMATCH


def test_money_in_another_currency_can_not_be_taken(page, mismatched):
    payment = mismatched(500, "USD")

    answer = settle(page, payment, "accept")

    assert "more than the amount differs" in text_of(answer)
    assert Tip.objects.get().status != Tip.Status.PAID
    settle(page, payment, "close")


def test_more_money_for_a_booked_payment_can_only_be_closed(page, mismatched):
    payment = mismatched(400)
    settle(page, payment, "accept")
    SandboxCheckout.objects.update(amount_minor=500)
    reconcile(timezone.now() - timedelta(days=1))

    form = text_of(page.get(reverse("tips_reconciliation:mismatch", args=[payment.uuid])))
    answer = settle(page, payment, "accept")

    assert "€4.00 are booked already" in form
    assert "booked already" in text_of(answer)
    assert problems() == []
    settle(page, payment, "close")
    tip = Tip.objects.get()
    assert (tip.amount_minor, tip.status) == (400, Tip.Status.PAID)
    assert "Nothing waits for you" in text_of(page.get(INDEX))


def test_a_provider_out_of_reach_is_told_kindly(page, mismatched, wire):
    payment = mismatched()
    wire.spoil("no connection")

    answer = settle(page, payment, "accept")

    assert "It can’t be reached now." in text_of(answer)
    assert "Nothing was booked" in text_of(answer)


def test_a_payment_that_the_provider_does_not_know_is_told_so(page, mismatched):
    payment = mismatched()
    SandboxCheckout.objects.all().delete()

    form = text_of(page.get(reverse("tips_reconciliation:mismatch", args=[payment.uuid])))

    assert "It doesn’t know this payment." in form


def test_the_same_form_again_finds_nothing_to_settle(page, mismatched):
    payment = mismatched()
    settle(page, payment, "close")

    assert settle(page, payment, "close").status_code == 404


def test_a_tip_paid_twice_waits_with_a_way_to_send_it_back(page, start, truth):
    first = start()
    ledger.apply(truth(first, "expired"), "sandbox")
    second = ledger.open_payment(first.tip, "sandbox", "", False)
    ledger.apply(truth(first), "sandbox")
    ledger.apply(truth(second, remote_id="co_2"), "sandbox")

    text = text_of(page.get(INDEX))

    assert reverse("tips_admin:refund", args=[second.uuid]) in text


@pytest.fixture
def left_item(pay):
    """A difference that no program can settle."""
    SandboxCheckout.objects.filter(pk=pay().remote_id).delete()
    reconcile(timezone.now() - timedelta(days=1))
    return ReconciliationItem.objects.get()


def test_a_difference_is_closed_with_a_reason_and_not_told_again(page, left_item, manager):
    url = reverse("tips_reconciliation:item", args=[left_item.pk])
    assert url in text_of(page.get(INDEX))

    page.post(url, {"reason": "A test of ours."})

    left_item.refresh_from_db()
    assert (left_item.outcome, left_item.closed_by) == ("closed", manager)
    assert left_item.closed_reason == "A test of ours."
    assert ModelLogEntry.objects.get(action="tips.settle").data["reason"] == "A test of ours."
    assert reconcile(timezone.now() - timedelta(days=1)).items.count() == 0


def test_the_reports_menu_leads_there(page):
    assert INDEX in text_of(page.get("/admin/"))


def test_who_only_looks_finds_no_buttons(make_user, log_in, mismatched):
    payment = mismatched()
    viewer = log_in(make_user("view_tip"))

    assert reverse("tips_reconciliation:mismatch", args=[payment.uuid]) not in text_of(
        viewer.get(INDEX)
    )
    assert settle(viewer, payment, "close").status_code == 302
    payment.refresh_from_db()
    assert payment.flag == Payment.Flag.MISMATCH
