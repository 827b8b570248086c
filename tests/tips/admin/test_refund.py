"""A tip manager gives money back."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tips import payments, sweeper
from tips.models import Refund, Tip
from tips.providers.sandbox import books

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(start, press):
    """A payment of €5.00 that the sandbox holds."""
    payment = start()
    press(payment, "pay")
    return payments.bring_up_to_date(payment)


@pytest.fixture
def give_back(log_in, manager):
    """Send the refund form as a manager would. Every call fills in a form of its own."""

    def give_back(payment, amount="5.00", reason="Sent by mistake", key=None):
        data = {"form_key": key or uuid.uuid4(), "amount": amount, "reason": reason}
        url = reverse("tips_admin:refund", args=[payment.uuid])
        return log_in(manager).post(url, data, follow=True)

    return give_back


def test_the_form_offers_what_is_left(paid, give_back, log_in, manager):
    give_back(paid, "2.00")

    page = log_in(manager).get(reverse("tips_admin:refund", args=[paid.uuid]))

    assert page.context["form"]["amount"].value() == "3.00"
    assert "at most €3.00" in page.content.decode()


def test_a_refund_changes_tip_and_story(paid, give_back):
    page = give_back(paid)

    tip = Tip.objects.get()
    assert tip.status == Tip.Status.REFUNDED
    assert "€5.00 refunded." in page.content.decode()
    assert "Mona Manager asked for a refund of €5.00." in page.content.decode()
    assert "Sent by mistake" in page.content.decode()


def test_a_part_can_go_back(paid, give_back):
    give_back(paid, "1.50")

    tip = Tip.objects.get()
    assert (tip.status, tip.refunded_minor) == (Tip.Status.PARTLY_REFUNDED, 150)


def test_an_odd_rest_that_a_refund_at_the_provider_left_can_go_back(start, press, give_back):
    payment = start(currency="CHF", amount_minor=500)
    press(payment, "pay")
    books.refund(payment.remote_id, 103, "at-the-provider")
    payments.bring_up_to_date(payment)

    give_back(payment, "3.97")

    assert Tip.objects.get().status == Tip.Status.REFUNDED


def test_the_log_says_who_refunded_what_and_why(paid, give_back, manager):
    give_back(paid, "1.50", "Asked for it")

    entry = ModelLogEntry.objects.get(action="tips.refund")
    assert entry.user == manager
    assert entry.object_id == str(paid.tip_id)
    assert entry.message == "Refund of €1.50: Asked for it"


def test_the_history_shows_the_refund(paid, give_back, log_in, manager):
    give_back(paid, "1.50", "Asked for it")

    page = log_in(manager).get(reverse("tips_admin:history", args=[paid.tip_id]))

    assert "Refund of €1.50: Asked for it" in page.content.decode()


@pytest.mark.parametrize("amount", ["1.00", "5.00"])
def test_a_form_sent_twice_refunds_once(paid, give_back, amount):
    key = uuid.uuid4()
    give_back(paid, amount, key=key)

    page = give_back(paid, amount, key=key)

    assert Refund.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="tips.refund").count() == 1
    assert f"€{amount} refunded." in page.content.decode()


def test_two_forms_are_two_refunds(paid, give_back):
    give_back(paid, "1.00")

    give_back(paid, "1.00")

    assert Tip.objects.get().refunded_minor == 200


def test_the_key_of_one_payment_is_no_key_of_another(paid, start, press, give_back):
    other = start()
    press(other, "pay")
    other = payments.bring_up_to_date(other)
    key = uuid.uuid4()
    give_back(paid, "1.00", key=key)

    give_back(other, "2.00", key=key)

    assert list(Refund.objects.values_list("payment", "amount_minor")) == [
        (paid.pk, 100),
        (other.pk, 200),
    ]


@pytest.mark.parametrize(
    ("amount", "error"),
    [
        ("", "This field is required."),
        ("0", "Enter at least €0.01."),
        ("-5", "without a plus or minus sign"),
        ("5.01", "Enter at most €5.00."),
        ("1e0", "in digits"),
        ("NaN", "in digits"),
        ("1,50", "before the decimals"),
        ("1.555", "at most 2 decimals"),
        ("٥", "with the digits 0 to 9"),
        ("1000000000000", "Enter at most €5.00."),
    ],
)
def test_an_impossible_amount_is_refused_beside_the_field(paid, give_back, amount, error):
    page = give_back(paid, amount)

    assert error in " ".join(page.context["form"].errors["amount"])
    assert page.context["form"]["amount"].value() == amount
    assert not Refund.objects.exists()


def test_a_refund_needs_a_reason(paid, give_back):
    page = give_back(paid, reason=" ")

    assert page.context["form"].errors["reason"] == ["This field is required."]
    assert not Refund.objects.exists()


def test_a_form_without_its_key_does_nothing(paid, give_back):
    page = give_back(paid, key="no-key")

    assert page.status_code == 200
    assert "form_key" in page.context["form"].errors
    assert not Refund.objects.exists()


def test_the_sweeper_finishes_what_the_provider_missed(paid, give_back, wire):
    wire.faults = ["no connection"] * 20
    page = give_back(paid)
    asked = Refund.objects.get()
    Refund.objects.update(next_try=timezone.now())
    wire.faults = []

    sweeper.send_refund(asked.pk)

    assert "will be tried again" in page.content.decode()
    assert asked.state == Refund.State.REQUESTED
    assert ModelLogEntry.objects.filter(action="tips.refund").count() == 1
    assert Tip.objects.get().status == Tip.Status.REFUNDED


def test_a_refusal_is_told_and_books_nothing(paid, give_back, sandbox):
    sandbox.refund(paid.remote_id, "", 500, "EUR", "made-at-the-provider")

    page = give_back(paid)

    assert "The provider refused this refund." in page.content.decode()
    assert Refund.objects.get().state == Refund.State.FAILED
    assert Tip.objects.get().status == Tip.Status.PAID


def test_after_a_refusal_the_form_can_be_sent_again(paid, give_back, sandbox):
    sandbox.refund(paid.remote_id, "", 300, "EUR", "made-at-the-provider")
    refused = give_back(paid)
    key = refused.context["form"]["form_key"].value()

    page = give_back(paid, "2.00", key=key)

    assert "€2.00 refunded." in page.content.decode()
    refunds = Refund.objects.order_by("pk").values_list("state", "amount_minor")
    assert list(refunds) == [("failed", 500), ("succeeded", 200)]


def test_the_same_refused_form_again_says_so(paid, give_back, sandbox):
    sandbox.refund(paid.remote_id, "", 500, "EUR", "made-at-the-provider")
    key = uuid.uuid4()
    give_back(paid, key=key)

    page = give_back(paid, key=key)

    assert "The provider refused this refund." in page.content.decode()
    assert "under way" not in page.content.decode()


@pytest.fixture
def disputed(paid, wire):
    """Let the reader's bank take a part back for now."""

    def disputed(amount_minor):
        wire.dispute(paid.remote_id, amount_minor)
        return payments.bring_up_to_date(paid)

    return disputed


IN_DISPUTE = "This money is in dispute."


def test_disputed_money_is_not_offered(disputed, log_in, manager):
    payment = disputed(300)

    page = log_in(manager).get(reverse("tips_admin:refund", args=[payment.uuid]))

    assert page.context["form"]["amount"].value() == "2.00"


@pytest.mark.parametrize("send", ["get", "post"])
def test_what_is_all_in_dispute_has_no_form(disputed, log_in, manager, send):
    payment = disputed(500)
    data = {"form_key": uuid.uuid4(), "amount": "1.00", "reason": "x"}
    url = reverse("tips_admin:refund", args=[payment.uuid])

    page = getattr(log_in(manager), send)(url, data, follow=True)

    assert IN_DISPUTE in page.content.decode()
    assert not Refund.objects.exists()


def test_the_page_of_a_disputed_tip_says_why_there_is_no_button(disputed, log_in, manager):
    payment = disputed(500)

    page = log_in(manager).get(reverse("tips_admin:inspect", args=[payment.tip_id]))

    assert IN_DISPUTE in page.content.decode()
    assert reverse("tips_admin:refund", args=[payment.uuid]) not in page.content.decode()


@pytest.fixture
def days_after(paid, sandbox, monkeypatch):
    """Let days pass since the payment, at a provider that pays back for 180."""

    def days_after(days):
        monkeypatch.setattr(type(sandbox), "refund_days", 180)
        payment = type(paid).objects.get()
        payment.succeeded_at -= timedelta(days=days)
        payment.save()
        Tip.objects.update(paid_at=payment.succeeded_at)
        return payment

    return days_after


@pytest.mark.parametrize("send", ["get", "post"])
def test_after_the_providers_time_there_is_no_form(days_after, log_in, manager, send):
    payment = days_after(181)
    data = {"form_key": uuid.uuid4(), "amount": "1.00", "reason": "x"}
    url = reverse("tips_admin:refund", args=[payment.uuid])

    page = getattr(log_in(manager), send)(url, data, follow=True)

    assert "gives money back for 180 days after the payment." in page.content.decode()
    assert url not in page.content.decode()
    assert not Refund.objects.exists()


def test_within_the_providers_time_money_goes_back(days_after, give_back):
    page = give_back(days_after(179), "1.00")

    assert "€1.00 refunded." in page.content.decode()


def test_a_payment_without_money_has_no_refund_form(start, log_in, manager):
    payment = start()

    page = log_in(manager).get(reverse("tips_admin:refund", args=[payment.uuid]), follow=True)

    assert "There is nothing left to refund." in page.content.decode()


@pytest.fixture
def paid_twice(make_paid_tip):
    """A tip with two payments that came in; the second is the one too many."""
    from tests.tips.admin.conftest import pay
    from tips.models import Payment

    tip = make_paid_tip()
    second = Payment.objects.create(
        tip=tip, attempt=2, provider="sandbox", livemode=False, request_key="second",
        amount_minor=tip.amount_minor, currency="EUR",
    )  # fmt: skip
    pay(second)
    return tip, tip.payments.get(attempt=1), second


@pytest.mark.parametrize("view", ["inspect", "index"])
def test_of_two_payments_each_button_says_which_goes_back(paid_twice, log_in, manager, view):
    tip, first, second = paid_twice
    args = [tip.pk] if view == "inspect" else []

    page = log_in(manager).get(reverse(f"tips_admin:{view}", args=args)).content.decode()

    buttons = re.findall(r'href="([^"]*/refund/[^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    labels = {url: re.sub(r"<[^>]*>", "", label).strip() for url, label in buttons}
    assert labels == {
        reverse("tips_admin:refund", args=[first.uuid]): "Refund attempt 1",
        reverse("tips_admin:refund", args=[second.uuid]): "Refund attempt 2",
    }


def test_the_form_says_which_of_two_payments_is_too_many(paid_twice, log_in, manager):
    _tip, first, second = paid_twice
    client = log_in(manager)

    counting = client.get(reverse("tips_admin:refund", args=[first.uuid])).content.decode()
    double = client.get(reverse("tips_admin:refund", args=[second.uuid])).content.decode()

    assert "Attempt 1 is the payment that counts. The tip was paid twice" in counting
    assert "Attempt 2: Paid twice, to be refunded." in double


def test_a_second_payment_can_go_back_alone(paid_twice, log_in, manager):
    tip, _first, second = paid_twice

    page = log_in(manager).get(reverse("tips_admin:inspect", args=[tip.pk])).content.decode()

    assert "Attempt 2: Paid twice, to be refunded." in page
    assert reverse("tips_admin:refund", args=[second.uuid]) in page


def test_a_refund_without_csrf_token_is_refused(paid, manager):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(manager)

    answer = client.post(
        reverse("tips_admin:refund", args=[paid.uuid]),
        {"form_key": uuid.uuid4(), "amount": "5.00", "reason": "x"},
    )

    assert answer.status_code == 403
    assert not Refund.objects.exists()
