"""A tip through Stripe from the reader's form to the books, and back."""

import json
import re

import pytest
from django.core.cache import cache

from tips import payments, sweeper
from tips.exceptions import ProviderUnavailable
from tips.models import Movement, Payment, Refund, Tip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def author(home, make_author):
    return make_author("Ada Lovelace")


@pytest.fixture
def send_form(client, author, standin):
    """Fill in the tip form of an author and send it."""

    def send_form(**typed):
        form = client.get("/tips/ada-lovelace/").context["form"]
        fields = {"coffees": "3", "visibility": "public", "consent": "on"}
        fields["form_key"] = form.initial["form_key"]
        return client.post("/tips/ada-lovelace/", fields | typed)

    return send_form


@pytest.fixture
def happen(deliver):
    """Deliver an event of Stripe's and let the worker work on it."""

    def happen(event):
        deliver(event)
        sweeper.sweep()
        return Tip.objects.get()

    return happen


@pytest.fixture
def paid(send_form, at_stripe, happen):
    send_form()
    return happen(at_stripe.pay(Payment.objects.get().remote_id, fee=45))


def booked():
    return sorted(Movement.objects.values_list("kind", "amount_minor"))


def test_the_form_leads_to_stripes_page(send_form, standin):
    answer = send_form()

    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{standin.url}/c/pay/cs_test_")


def test_a_tip_is_paid_when_stripe_says_so(send_form, at_stripe, happen):
    send_form()

    tip = happen(at_stripe.pay(Payment.objects.get().remote_id, fee=45))

    assert tip.status == Tip.Status.PAID
    assert booked() == [("charge", 900), ("fee", -45)]


def test_the_status_page_learns_it_without_a_webhook(send_form, at_stripe, client):
    send_form()
    at_stripe.pay(Payment.objects.get().remote_id)

    client.get(f"/tips/status/{Tip.objects.get().token}/")

    assert Tip.objects.get().status == Tip.Status.PAID


def test_the_return_alone_pays_nothing(send_form, client):
    send_form()

    client.get(f"/tips/status/{Tip.objects.get().token}/?session_id=cs_test_somebody_elses")

    assert Tip.objects.get().status == Tip.Status.WAITING
    assert booked() == []


def test_a_bank_debit_thanks_nobody_before_the_money_is_there(send_form, at_stripe, happen):
    send_form()
    session = Payment.objects.get().remote_id

    before = happen(at_stripe.pay_slowly(session)).status
    after = happen(at_stripe.settle(session)).status

    assert (before, after) == (Tip.Status.PROCESSING, Tip.Status.PAID)


def test_a_bank_debit_that_bounces_can_be_paid_again(send_form, at_stripe, happen):
    send_form()
    session = Payment.objects.get().remote_id
    happen(at_stripe.pay_slowly(session))

    tip = happen(at_stripe.bounce(session))
    payments.checkout_url(tip, "stripe")

    assert Payment.objects.filter(state=Payment.State.FAILED).get().failure_code
    assert Payment.objects.filter(state=Payment.State.AWAITING_READER).count() == 1


def test_an_expiry_after_payment_leaves_the_tip_paid(paid, at_stripe, happen):
    session = Payment.objects.get().remote_id
    late = at_stripe.event("checkout.session.expired", at_stripe.get(session))

    tip = happen(late)

    assert tip.status == Tip.Status.PAID


def test_a_fee_that_comes_later_is_booked(send_form, at_stripe, happen):
    send_form()
    session = Payment.objects.get().remote_id
    happen(at_stripe.pay(session, fee=None))
    [charge] = at_stripe.kind("charge")
    charge["balance_transaction"] = at_stripe.kind("balance_transaction")[0]["id"]
    at_stripe.get(charge["balance_transaction"])["fee"] = 40

    happen(at_stripe.event("charge.updated", charge))

    assert booked() == [("charge", 900), ("fee", -40)]


def test_a_manager_refunds_a_part(paid):
    payments.refund(
        Payment.objects.get(), 300, actor=None, reason="Asked for it", request_key="refund-1"
    )

    tip = Tip.objects.get()
    assert (tip.status, tip.refunded_minor) == (Tip.Status.PARTLY_REFUNDED, 300)
    assert booked() == [("charge", 900), ("fee", -45), ("refund", -300)]


def test_our_refunds_own_event_books_nothing_twice(paid, at_stripe, happen):
    payments.refund(Payment.objects.get(), 300, actor=None, reason="", request_key="refund-1")

    tip = happen(at_stripe.events[-1])

    assert tip.refunded_minor == 300
    assert Refund.objects.count() == 1


def test_a_refund_without_an_answer_is_finished_by_the_sweeper(paid, standin, at_stripe):
    standin.faults = ["", "", "lost answer", "lost answer"]
    with pytest.raises(ProviderUnavailable):
        payments.refund(Payment.objects.get(), 300, actor=None, reason="", request_key="r-1")
    Refund.objects.update(next_try="2026-01-01T00:00Z")

    sweeper.sweep()

    assert Tip.objects.get().refunded_minor == 300
    assert len(at_stripe.kind("refund")) == 1


def test_a_refund_in_the_dashboard_goes_into_the_books(paid, at_stripe, happen):
    tip = happen(at_stripe.refund(Payment.objects.get().remote_id, 900))

    assert tip.status == Tip.Status.REFUNDED
    assert booked() == [("charge", 900), ("fee", -45), ("refund", -900)]


def test_a_refunds_event_may_overtake_the_payments(send_form, at_stripe, happen):
    send_form()
    session = Payment.objects.get().remote_id
    paid = at_stripe.pay(session, fee=45)

    happen(at_stripe.refund(session, 900))
    tip = happen(paid)

    assert tip.status == Tip.Status.REFUNDED
    assert booked() == [("charge", 900), ("fee", -45), ("refund", -900)]


def test_a_refund_that_the_bank_sends_back_leaves_the_tip_paid(paid, at_stripe, happen):
    happen(at_stripe.refund(Payment.objects.get().remote_id, 900))

    tip = happen(at_stripe.send_back(at_stripe.kind("refund")[0]["id"]))

    assert tip.status == Tip.Status.PAID
    assert booked() == [
        ("charge", 900),
        ("fee", -45),
        ("refund", -900),
        ("refund_failed", 900),
    ]


def test_a_dispute_looks_at_the_payment(paid, at_stripe, happen):
    tip = happen(at_stripe.dispute(Payment.objects.get().remote_id))

    assert tip.status == Tip.Status.DISPUTED


def test_a_payment_link_with_our_reference_pays_nothing(send_form, at_stripe, happen):
    send_form()
    other = at_stripe.create_session(
        {
            "mode": "payment",
            "success_url": "https://example.org/",
            "client_reference_id": str(Payment.objects.get().uuid),
            "line_items": [{"quantity": 1, "price_data": {"currency": "eur", "unit_amount": 900}}],
        }
    )

    tip = happen(at_stripe.pay(other["id"]))

    assert tip.status == Tip.Status.WAITING
    assert Payment.objects.get().flag == ""


def test_another_amount_than_asked_for_is_not_booked(send_form, at_stripe, happen):
    send_form()
    session = Payment.objects.get().remote_id
    at_stripe.get(session)["amount_total"] = 1

    tip = happen(at_stripe.pay(session))

    assert tip.status == Tip.Status.WAITING
    assert Payment.objects.get().flag == Payment.Flag.MISMATCH
    assert booked() == []


def test_a_reader_is_told_kindly_that_stripe_is_down(send_form, standin):
    standin.faults = ["down"] * 2

    answer = send_form()

    assert answer.status_code == 503
    assert "Nothing was charged" in answer.content.decode()


def test_the_same_tip_can_be_tried_again_after_a_lost_answer(send_form, standin, at_stripe):
    standin.faults = ["lost answer"] * 2
    send_form()

    url = payments.checkout_url(Tip.objects.get(), "stripe")

    [session] = at_stripe.kind("checkout.session")
    assert session["url"] == url


def policy(response):
    return re.search("form-action ([^;]*)", response["Content-Security-Policy"])[1]


def test_the_form_may_lead_to_stripe(client, author, standin, settings):
    settings.STRIPE_API_BASE = ""

    response = client.get("/tips/ada-lovelace/")

    assert policy(response) == "'self' https://checkout.stripe.com"


def test_the_form_may_lead_to_a_domain_of_ones_own(client, author, standin, settings):
    settings.STRIPE_CHECKOUT_ORIGIN = "https://pay.magazine.example"

    assert policy(client.get("/tips/ada-lovelace/")) == "'self' https://pay.magazine.example"


@pytest.mark.props
def test_the_status_page_may_lead_to_stripe_again(client, send_form, settings):
    send_form()
    settings.STRIPE_API_BASE = ""
    Payment.objects.update(state=Payment.State.FAILED)

    response = client.get(f"/tips/status/{Tip.objects.get().token}/")

    assert policy(response) == "'self' https://checkout.stripe.com"


def test_without_stripe_forms_lead_nowhere_else(client, author):
    assert policy(client.get("/tips/ada-lovelace/")) == "'self'"


def test_an_event_is_believed_in_nothing_but_its_name(send_form, at_stripe, happen):
    send_form()
    session = Payment.objects.get().remote_id
    event = at_stripe.event("checkout.session.completed", at_stripe.get(session))
    event["data"]["object"] |= {"payment_status": "paid", "status": "complete"}

    tip = happen(json.loads(json.dumps(event)))

    assert tip.status == Tip.Status.WAITING
    assert booked() == []


def test_a_session_found_by_the_sweeper_still_leads_to_its_page(send_form, standin, at_stripe):
    standin.faults = ["lost answer"] * 2
    send_form()
    Payment.objects.update(next_poll="2026-01-01T00:00Z")
    sweeper.sweep()

    url = payments.checkout_url(Tip.objects.get(), "stripe")

    [session] = at_stripe.kind("checkout.session")
    assert Payment.objects.get().remote_id == session["id"]
    assert url == session["url"]


def test_an_open_payment_of_another_account_is_polled_no_more(send_form, at_stripe):
    send_form()
    at_stripe.objects.clear()
    Payment.objects.update(next_poll="2026-01-01T00:00Z", created_at="2026-01-01T00:00Z")

    sweeper.sweep()

    payment = Payment.objects.get()
    assert (payment.state, payment.next_poll) == (Payment.State.EXPIRED, None)
