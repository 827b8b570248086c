"""A tip manager confirms transfers one by one."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tips import payments
from tips.models import BankCredit, BankTransfer, Movement, Payment, Refund, Tip

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(transfer):
    return reverse("tips_bank:transfer", args=[transfer.pk])


@pytest.fixture
def confirm(at_desk, url):
    """Send the form as a manager would. Every call fills in a form of its own."""

    def confirm(amount="5.00", day=None, key=None):
        data = {"form_key": key or uuid.uuid4(), "amount": amount}
        return at_desk.post(url, data | {"booked_on": day or timezone.localdate()}, follow=True)

    return confirm


def test_a_confirmed_transfer_pays_the_tip(confirm):
    answer = confirm()

    assert Tip.objects.get().status == Tip.Status.PAID
    assert Movement.objects.get().amount_minor == 500
    assert "€5.00 confirmed. The tip is paid." in answer.content.decode()


def test_the_form_offers_what_is_asked_for(at_desk, url):
    page = at_desk.get(url)

    assert page.context["form"]["amount"].value() == "5.00"


def test_the_same_form_twice_confirms_once(confirm):
    key = uuid.uuid4()
    confirm("2.00", key=key)

    answer = confirm("2.00", key=key)

    assert answer.status_code == 200
    assert BankTransfer.objects.get().received_minor == 200


def test_another_amount_is_noted_but_not_booked(confirm):
    answer = confirm("4.00")

    assert Payment.objects.get().flag == Payment.Flag.MISMATCH
    assert not Movement.objects.exists()
    assert "so the tip isn’t paid" in answer.content.decode()


def test_a_mistake_can_be_taken_back(confirm, at_desk, url):
    confirm("4.00")

    at_desk.post(url, {"withdraw": BankCredit.objects.get().pk})

    assert Payment.objects.get().flag == ""
    assert not BankCredit.objects.exists()


def test_what_was_taken_back_can_be_confirmed_again(confirm, at_desk, url):
    confirm("4.00")
    at_desk.post(url, {"withdraw": BankCredit.objects.get().pk})

    confirm()

    assert Tip.objects.get().status == Tip.Status.PAID


def test_what_is_booked_is_not_taken_back(confirm, at_desk, url):
    confirm()

    answer = at_desk.post(url, {"withdraw": BankCredit.objects.get().pk}, follow=True)

    assert "Nothing was done" in answer.content.decode()
    assert Tip.objects.get().status == Tip.Status.PAID


def test_a_paid_transfer_takes_no_more(confirm):
    confirm()

    answer = confirm()

    assert "paid already" in answer.content.decode()
    assert BankCredit.objects.count() == 1


@pytest.mark.parametrize(
    ("amount", "field"), [("", "amount"), ("-5", "amount"), ("1e3", "amount"), ("0", "amount")]
)
def test_a_wrong_amount_is_told_beside_its_field(confirm, amount, field):
    page = confirm(amount)

    assert page.context["form"].errors[field]
    assert not BankCredit.objects.exists()


@pytest.mark.parametrize("days", [-2, 1])
def test_a_day_that_cannot_be_is_told_beside_its_field(confirm, days):
    page = confirm(day=timezone.localdate() + timedelta(days=days))

    assert page.context["form"].errors["booked_on"]


def test_a_manager_may_wait_no_longer(at_desk, url):
    at_desk.post(url, {"close": "1"})

    assert Tip.objects.get().status == Tip.Status.FAILED
    assert Payment.objects.get().failure_code == "not_received"


def test_money_after_that_is_still_money(at_desk, url, confirm):
    at_desk.post(url, {"close": "1"})

    confirm()

    assert Tip.objects.get().status == Tip.Status.PAID


def test_nobody_pays_in_test_money_what_is_real(transfer):
    assert Payment.objects.get().livemode is False


def test_the_history_of_the_tip_says_who_confirmed(confirm, at_desk):
    confirm()

    page = at_desk.get(reverse("tips_admin:history", args=[Tip.objects.get().pk]))

    assert "Confirmed that €5.00 arrived at the bank" in page.content.decode()
    assert "Mona Manager" in page.content.decode()


def test_a_refund_is_sent_by_hand_and_noted(confirm, manager):
    confirm()

    payments.refund(
        Payment.objects.get(), 200, actor=manager, reason="Asked for", request_key="back-1"
    )

    assert Refund.objects.get().state == Refund.State.SUCCEEDED
    assert Tip.objects.get().status == Tip.Status.PARTLY_REFUNDED


def test_the_refund_form_says_who_has_to_send_the_money(confirm, at_desk):
    confirm()

    page = at_desk.get(reverse("tips_admin:refund", args=[Payment.objects.get().uuid]))

    assert "Transfer the money back yourself" in page.content.decode()


@pytest.mark.parametrize(
    ("state", "count"), [("", 1), ("waiting", 1), ("paid", 0), ("other_amount", 0), ("over", 0)]
)
def test_the_list_is_filtered_by_state(at_desk, transfer, state, count):
    page = at_desk.get(reverse("tips_bank:index"), {"state": state})

    assert len(page.context["object_list"]) == count


@pytest.mark.parametrize("typed", ["{0}", "{1}", "Ada"])
def test_a_transfer_is_found_by_its_reference_or_purpose(at_desk, transfer, typed):
    reference = transfer.reference
    query = typed.format(reference.lower(), f"{reference[:4]} {reference[4:8]}")

    page = at_desk.get(reverse("tips_bank:index"), {"q": query})

    assert list(page.context["object_list"]) == [transfer]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("nobody", 302),
        ("reader", 302),
        ("author", 302),
        ("viewer", 302),
        ("manager", 200),
        ("superuser", 200),
    ],
)
@pytest.mark.parametrize("name", ["index", "index_results", "statement", "transfer"])
@pytest.mark.props
def test_only_tip_managers_see_bank_transfers(people, transfer, who, status, name):
    arguments = [transfer.pk] if name == "transfer" else []

    answer = people[who].get(reverse(f"tips_bank:{name}", args=arguments))

    assert answer.status_code == status


def test_an_unknown_transfer_is_not_there(at_desk):
    assert at_desk.get(reverse("tips_bank:transfer", args=["bt_1"])).status_code == 404


@pytest.mark.parametrize(("providers", "is_shown"), [(["bank"], True), (["sandbox"], False)])
def test_the_menu_offers_it_where_transfers_are_taken(at_desk, settings, providers, is_shown):
    settings.TIPS_PROVIDERS = providers

    page = at_desk.get("/admin/").content.decode()

    assert ("/admin/tips-bank/" in page) == is_shown


def test_the_list_says_until_when_a_transfer_is_waited_for(at_desk, transfer):
    transfer.expires_at = transfer.created_at.replace(year=2031, month=2, day=3, hour=12)
    transfer.save()

    page = at_desk.get(reverse("tips_bank:index"))

    assert "02/03/2031" in page.content.decode()
