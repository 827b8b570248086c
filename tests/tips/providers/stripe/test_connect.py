"""Authors' own accounts at Stripe: made, finished, tipped, refunded, taken away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tips import payments, sweeper
from tips.exceptions import AccountGone, PaymentUnknown, ProviderRefused, ProviderUnavailable
from tips.models import (
    Movement,
    Payment,
    PayoutAccount,
    ProviderEvent,
    ReconciliationItem,
    Refund,
    Tip,
)
from tips.payees import SITE
from tips.reconciliation.run import reconcile

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined(connect, make_account):
    """Let an author join with an account; return the account at Stripe."""

    def joined(author, **facts):
        account = connect(request_key=f"account-{author.pk}", **facts)
        make_account(
            author,
            account.id,
            provider="stripe",
            takes_payments=account.facts["charges_enabled"],
        )
        return account

    return joined


@pytest.fixture
def author(home, make_author):
    return make_author("Ada Lovelace")


@pytest.fixture
def start(make_tip):
    """Send a reader to Stripe's page; return the payment."""

    def start(author, **facts):
        tip = make_tip(author=author, **facts)
        payments.checkout_url(tip, "stripe")
        return tip.payments.get()

    return start


@pytest.fixture
def paid(start, joined, author, standin):
    """A tip that was paid to its author's account; return the payment and the account."""

    def paid():
        account, payment = joined(author), start(author)
        standin.deliver_connected(account.pay(payment.remote_id))
        sweeper.sweep()
        payment.refresh_from_db()
        return payment, account

    return paid


def booked():
    return sorted(Movement.objects.values_list("kind", "amount_minor"))


def test_two_authors_with_two_accounts_each_get_their_own_tip(
    author, make_author, joined, start, standin
):
    other = make_author("Charles Babbage")
    accounts = [joined(author), joined(other)]

    payments_ = [start(author, amount_minor=500), start(other, amount_minor=700)]
    for account, payment in zip(accounts, payments_, strict=True):
        standin.deliver_connected(account.pay(payment.remote_id))
    sweeper.sweep()

    assert [a.kind("charge")[0]["amount"] for a in accounts] == [500, 700]
    assert standin.account.kind("charge") == []
    assert [p.account for p in Payment.objects.order_by("pk")] == [a.id for a in accounts]
    assert list(Tip.objects.order_by("pk").values_list("status", flat=True)) == ["paid", "paid"]


def test_a_session_of_an_author_is_invisible_without_their_account(author, joined, start, adapter):
    joined(author)
    payment = start(author)

    with pytest.raises(PaymentUnknown):
        adapter.fetch(payment.remote_id)

    assert adapter.fetch(payment.remote_id, payment.account).account == payment.account


def test_an_unfinished_account_leaves_the_tip_to_the_site(author, joined, start):
    joined(author, is_finished=False)

    assert start(author).account == SITE


def test_making_the_account_again_makes_no_second(connect, standin):
    connect()
    connect()
    connect(email="ada@elsewhere.example")

    assert len(standin.account.connected) == 1


def test_an_account_belongs_to_the_author_and_not_to_us(connect, standin):
    connect()

    [sent] = standin.sent("POST", "/v1/accounts")
    assert sent["controller"] == {
        "fees": {"payer": "account"},
        "losses": {"payments": "stripe"},
        "requirement_collection": "stripe",
        "stripe_dashboard": {"type": "full"},
    }


def test_what_an_account_can_do_is_asked(connect, adapter):
    account = connect(is_finished=False)

    before = adapter.fetch_account(account.id)
    account.finish()
    after = adapter.fetch_account(account.id)

    assert (before.takes_payments, before.problem) == (False, "requirements.past_due")
    assert (after.takes_payments, after.pays_out, after.problem) == (True, True, "")
    assert (after.country, after.currency) == ("DE", "EUR")


@pytest.mark.parametrize("account", ["", "acct_nobodys", "acct_1/../balance", "cs_1"])
def test_an_account_that_isnt_ours_is_gone(standin, adapter, account):
    with pytest.raises(AccountGone):
        adapter.fetch_account(account)


@pytest.mark.parametrize("fault", ["bad key", "forbidden"])
def test_a_wrong_key_takes_no_account_away(connect, standin, adapter, fault):
    account = connect()
    standin.faults = [fault]

    with pytest.raises(ProviderRefused) as refused:
        adapter.fetch_account(account.id)

    assert not isinstance(refused.value, AccountGone)


@pytest.mark.parametrize("fault", ["down", "garbage", "null", "nothing", "reset"])
def test_an_account_that_cant_be_read_stays_as_it_is(connect, standin, adapter, fault):
    account = connect()
    standin.faults = [fault] * 2

    with pytest.raises(ProviderUnavailable):
        adapter.fetch_account(account.id)


def test_an_event_tells_that_an_account_is_ready(author, joined, standin):
    account = joined(author, is_finished=False)

    standin.deliver_connected(account.finish())
    sweeper.sweep()

    assert PayoutAccount.objects.get().is_usable


def test_an_event_tells_that_an_account_may_take_no_more(author, joined, start, standin):
    account = joined(author)

    standin.deliver_connected(account.restrict())
    sweeper.sweep()

    assert PayoutAccount.objects.get().problem == "requirements.past_due"
    assert start(author).account == SITE


def test_an_author_who_disconnects_us_gets_no_more_tips_there(author, joined, start, standin):
    account = joined(author)

    answer = standin.deliver_connected(account.deauthorise())
    sweeper.sweep()

    assert answer.status_code == 200
    assert PayoutAccount.objects.get().problem == "gone"
    assert start(author).account == SITE


def test_a_reader_who_comes_just_then_is_told_and_the_account_looked_at(author, joined, make_tip):
    joined(author).deauthorise()
    tip = make_tip(author=author)

    with pytest.raises(ProviderRefused):
        payments.checkout_url(tip, "stripe")
    sweeper.sweep()

    assert PayoutAccount.objects.get().problem == "gone"
    payments.checkout_url(tip, "stripe")
    assert [p.account for p in tip.payments.order_by("pk")][-1] == SITE


def test_a_refund_after_that_is_refused_and_said_so(paid, client, django_user_model):
    payment, account = paid()
    account.deauthorise()
    client.force_login(django_user_model.objects.create_superuser("root"))
    url = reverse("tips_admin:refund", args=[payment.uuid])
    form = client.get(url).context["form"].initial

    answer = client.post(url, {**form, "reason": "Asked for it"})

    assert answer.status_code == 200
    assert "Only the author can pay this back now" in answer.content.decode()
    assert Refund.objects.get().state == Refund.State.FAILED
    assert booked() == [("charge", 500), ("fee", -45)]


def test_an_open_payment_there_is_given_up_after_a_while(author, joined, start):
    account, payment = joined(author), start(author)
    account.deauthorise()
    Payment.objects.update(next_poll="2026-01-01T00:00Z", created_at="2026-01-01T00:00Z")

    sweeper.sweep()

    payment.refresh_from_db()
    assert (payment.state, payment.failure_code) == (Payment.State.EXPIRED, "account_gone")
    assert PayoutAccount.objects.get().problem == "gone"


def test_money_on_its_way_there_is_not_given_up(author, joined, start):
    account, payment = joined(author), start(author)
    account.pay_slowly(payment.remote_id)
    payments.bring_up_to_date(payment)
    account.deauthorise()
    Payment.objects.update(next_poll="2026-01-01T00:00Z", created_at="2026-01-01T00:00Z")

    sweeper.sweep()

    assert Payment.objects.get().state == Payment.State.PROCESSING


def test_an_account_that_is_gone_is_told_until_a_person_closes_that(paid):
    _payment, account = paid()
    account.deauthorise()
    yesterday = timezone.now() - timedelta(days=1)

    told = [str(item.theirs) for _ in range(2) for item in reconcile(yesterday).items.all()]
    ReconciliationItem.objects.update(outcome="closed")

    assert told == ["account_gone"] * 2
    assert reconcile(yesterday).items.count() == 0


def test_a_refund_goes_back_from_the_authors_account(paid):
    payment, account = paid()

    payments.refund(payment, 200, actor=None, reason="", request_key="refund-1")

    assert account.kind("refund")[0]["amount"] == 200
    assert Tip.objects.get().refunded_minor == 200


def test_without_a_share_stripe_is_asked_for_none(paid, standin):
    payment, account = paid()

    payments.refund(payment, 200, actor=None, reason="", request_key="refund-1")

    [sent] = standin.sent("POST", "/v1/checkout/sessions")
    assert "application_fee_amount" not in sent["payment_intent_data"]
    assert "refund_application_fee" not in standin.sent("POST", "/v1/refunds")[0]


def test_the_sites_share_is_kept_and_booked(paid, settings):
    settings.TIPS_PLATFORM_FEE_PERCENT = "5"

    paid()

    assert booked() == [("charge", 500), ("fee", -45), ("platform_fee", -25)]


def test_a_refund_gives_the_share_back_as_well(paid, settings):
    settings.TIPS_PLATFORM_FEE_PERCENT = "5"
    payment, _account = paid()

    payments.refund(payment, 200, actor=None, reason="", request_key="refund-1")
    payments.bring_up_to_date(payment)

    assert ("platform_fee_back", 10) in booked()


def test_the_site_takes_no_share_of_tips_to_itself(author, start, settings, standin):
    settings.TIPS_PLATFORM_FEE_PERCENT = "5"

    start(author)

    [sent] = standin.sent("POST", "/v1/checkout/sessions")
    assert "application_fee_amount" not in sent["payment_intent_data"]


def test_another_share_than_asked_for_is_not_booked(author, joined, start, settings):
    settings.TIPS_PLATFORM_FEE_PERCENT = "5"
    account, payment = joined(author), start(author)
    account.pay(payment.remote_id)
    account.platform.kind("application_fee")[0]["amount"] = 400

    payments.bring_up_to_date(payment)

    assert Payment.objects.get().flag == Payment.Flag.MISMATCH
    assert booked() == []


def test_the_share_of_an_attempt_doesnt_change_with_the_setting(
    author, joined, start, settings, standin
):
    settings.TIPS_PLATFORM_FEE_PERCENT = "5"
    joined(author)
    payment = start(author)
    settings.TIPS_PLATFORM_FEE_PERCENT = "50"

    payments.checkout_url(payment.tip, "stripe")

    assert Payment.objects.get().platform_fee_minor == 25
    assert len(standin.sent("POST", "/v1/checkout/sessions")) == 1


def test_the_list_of_an_account_has_its_payments_alone(author, joined, start, adapter, started):
    account, payment = joined(author), start(author)
    elsewhere = started(request_key="tip-key-9")
    since = timezone.now() - timedelta(hours=1)

    theirs = [truth.remote_id for truth in adapter.list_since(since, account.id)]
    ours = [truth.remote_id for truth in adapter.list_since(since)]

    assert (theirs, ours) == ([payment.remote_id], [elsewhere])


# What may come in at the address for authors' accounts.


def outcome_of(event):
    return ProviderEvent.objects.get(event_id=event["id"]).outcome


def test_an_event_signed_for_the_other_address_is_refused(paid, standin):
    payment, account = paid()
    event = account.event("charge.updated", account.kind("charge")[0])

    answers = [
        standin.deliver_connected(event, secret="whsec_standin").status_code,
        standin.deliver(event, secret="whsec_connect").status_code,
    ]

    assert answers == [400, 400]
    assert not ProviderEvent.objects.filter(event_id=event["id"]).exists()


def test_both_of_two_secrets_hold(author, joined, standin, settings):
    account = joined(author)
    settings.STRIPE_CONNECT_WEBHOOK_SECRET = "whsec_new, whsec_connect"

    answers = {
        standin.deliver_connected(account.finish(), secret=secret).status_code
        for secret in ("whsec_new", "whsec_connect")
    }

    assert answers == {200}


def test_without_a_secret_there_is_no_such_address(author, joined, standin, settings):
    account = joined(author)
    settings.STRIPE_CONNECT_WEBHOOK_SECRET = ""

    assert standin.deliver_connected(account.finish()).status_code == 404


@pytest.mark.parametrize("account", [None, "", 7, "acct_1/../x", ["acct_1"]])
def test_an_event_that_names_no_account_is_refused(author, joined, standin, account):
    event = joined(author).finish() | {"account": account}

    assert standin.deliver_connected(event).status_code == 400
    assert not ProviderEvent.objects.exists()


def test_an_event_of_an_account_that_is_none_of_ours_is_not_asked_about(author, joined, standin):
    event = joined(author).finish() | {"account": "acct_somebodys"}
    asked = len(standin.received)

    standin.deliver_connected(event)
    sweeper.sweep()

    assert outcome_of(event) == ProviderEvent.Outcome.IGNORED
    assert [r.path for r in standin.received[asked:] if "somebodys" in r.path] == []


def test_an_event_of_one_account_pays_no_tip_of_another(
    author, make_author, joined, start, standin
):
    joined(author)
    other = joined(make_author("Charles Babbage"))
    payment = start(author)
    event = other.event("checkout.session.completed", {"id": payment.remote_id, "object": "x"})

    standin.deliver_connected(event)
    sweeper.sweep()

    assert outcome_of(event) == ProviderEvent.Outcome.IGNORED
    assert Tip.objects.get().status == Tip.Status.WAITING


def test_a_test_event_at_a_live_address_is_left_alone(author, joined, standin, settings):
    account = joined(author)
    settings.STRIPE_SECRET_KEY = "sk_live_1"

    answer = standin.deliver_connected(account.finish())

    assert answer.status_code == 200
    assert not ProviderEvent.objects.exists()


def test_a_live_event_at_a_test_address_is_refused(author, joined, standin):
    event = joined(author).finish() | {"livemode": True}

    assert standin.deliver_connected(event).status_code == 400


def test_an_account_whose_events_never_come_is_looked_at(author, joined):
    joined(author).deauthorise()

    sweeper.sweep()

    assert PayoutAccount.objects.get().problem == "gone"
