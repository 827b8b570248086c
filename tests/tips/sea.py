"""A reader, a provider and a site in any weather: random steps that must never break the books."""

from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import count

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from authors.models import Author
from tests.tips.wire import Wire
from tips import books as our_books
from tips import ledger, payments, sweeper
from tips.exceptions import CannotBePaid, ProviderRefused, ProviderUnavailable, RefundTooLarge
from tips.models import (
    Movement,
    Payment,
    ProviderEvent,
    Refund,
    SandboxCheckout,
    SandboxEvent,
    Tip,
)
from tips.providers.registry import provider
from tips.providers.sandbox import api, books, deeds
from tips.providers.sandbox.weather import Weather, befall
from tips.reconciliation.run import reconcile

AMOUNTS = [50, 300, 500]
FAULTS = [None, None, None, "no connection", "lost answer", 500]
EXPECTED = (CannotBePaid, ProviderRefused, ProviderUnavailable, RefundTooLarge)
at_provider = precondition(lambda sea: SandboxCheckout.objects.exists())
begun = precondition(lambda sea: Payment.objects.exists())
steps = Counter()


class Sea(RuleBasedStateMachine):
    """Tips under way. Each run is rolled back, as movements can't be deleted."""

    keys = count()
    wire: Wire

    def __init__(self):
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()
        cache.clear()
        Sea.wire = Wire()
        self.source = provider("sandbox")
        self.seen = []

    @initialize()
    def an_author(self):
        number = next(Sea.keys)
        self.author = Author.objects.create(name="Ada", handle=f"ada-{number}")

    # What the reader does.

    @rule(amount=st.sampled_from(AMOUNTS), fault=st.sampled_from(FAULTS))
    def give(self, amount, fault):
        tip = ledger.open_tip(
            form_key=f"sea-{next(Sea.keys)}",
            author=self.author,
            unit_minor=300,
            amount_minor=amount,
            currency="EUR",
            email="grace@example.org",
            locale="en",
            livemode=False,
        )
        self.pay_for(tip, fault)

    @rule(data=st.data(), fault=st.sampled_from(FAULTS))
    @precondition(lambda sea: Tip.objects.exists())
    def start_again(self, data, fault):
        self.pay_for(pick(data, Tip), fault)

    @rule(data=st.data(), action=st.sampled_from([*books.ACTIONS, "pay", "pay", "slow"]))
    @at_provider
    def choose(self, data, action):
        books.act(pick(data, SandboxCheckout).pk, action)

    @rule(data=st.data())
    @precondition(lambda sea: Tip.objects.exists())
    def look_at_the_status(self, data):
        cache.clear()
        assert Client().get(f"/tips/status/{pick(data, Tip).token}/").status_code == 200

    # What happens at the provider.

    @rule(data=st.data(), amount=st.sampled_from([None, 20, 200]))
    @at_provider
    def befall(self, data, amount):
        checkout = pick(data, SandboxCheckout)
        if can := deeds.possible(checkout):
            deeds.do(data.draw(st.sampled_from(can)), checkout, amount)

    @rule(data=st.data(), weather=st.sampled_from(Weather.values))
    @precondition(lambda sea: SandboxEvent.objects.exists())
    def weather(self, data, weather):
        befall(pick(data, SandboxEvent), weather)

    # What the site does.

    @rule(data=st.data(), fault=st.sampled_from(FAULTS))
    @precondition(lambda sea: ProviderEvent.objects.filter(processed_at=None).exists())
    def process(self, data, fault):
        event = pick(data, ProviderEvent.objects.filter(processed_at=None))
        ProviderEvent.objects.filter(pk=event.pk).update(next_try=timezone.now())
        self.spoil(fault)
        sweeper.process_event(event.pk)
        self.wire.faults.clear()

    @rule(data=st.data(), fault=st.sampled_from(FAULTS))
    @begun
    def poll(self, data, fault):
        with self.trouble(fault):
            payments.bring_up_to_date(pick(data, Payment))

    @rule(data=st.data())
    @precondition(lambda sea: Payment.objects.exclude(remote_id=None).exists())
    def hear_and_wait(self, data):
        payment = pick(data, Payment.objects.exclude(remote_id=None))
        self.seen.append(self.source.fetch(payment.remote_id))

    @rule(data=st.data())
    @precondition(lambda sea: sea.seen)
    def believe_late(self, data):
        ledger.apply(data.draw(st.sampled_from(self.seen)), "sandbox")

    @rule(data=st.data(), amount=st.sampled_from(AMOUNTS), fault=st.sampled_from(FAULTS))
    @begun
    def refund(self, data, amount, fault):
        key = f"sea-{next(Sea.keys)}"
        with self.trouble(fault):
            payments.refund(pick(data, Payment), amount, actor=None, reason="", request_key=key)

    @rule(fault=st.sampled_from(FAULTS))
    def sweep(self, fault):
        due = timezone.now()
        for rows in (Refund.objects.filter(state="requested"), ProviderEvent.objects.all()):
            rows.exclude(next_try=None).update(next_try=due)
        Payment.objects.exclude(next_poll=None).update(next_poll=due)
        self.spoil(fault)
        sweeper.sweep()
        self.wire.faults.clear()

    @rule()
    def compare_only(self):
        before = list(Movement.objects.values_list("pk"))
        reconcile(timezone.now() - timedelta(days=1), is_dry=True)
        assert list(Movement.objects.values_list("pk")) == before

    # What must hold.

    @invariant()
    def the_books_hold(self):
        steps["steps"] += 1
        assert our_books.problems() == []

    def teardown(self):
        try:
            self.all_agree_in_the_end()
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    def all_agree_in_the_end(self):
        """Whatever was lost: one reconciliation books it, and the next has nothing to say."""
        self.wire.faults.clear()
        since = timezone.now() - timedelta(days=1)
        reconcile(since)
        assert [str(item) for item in reconcile(since).items.all()] == []
        assert our_books.problems() == []
        assert exported() == told_by_the_sandbox()
        steps["runs"] += 1
        steps["movements"] += Movement.objects.count()

    # How.

    def pay_for(self, tip, fault):
        with self.trouble(fault):
            payments.checkout_url(tip, "sandbox")

    def spoil(self, fault):
        self.wire.faults.clear()
        if fault:
            self.wire.spoil(fault)

    @contextmanager
    def trouble(self, fault):
        """Let the next question to the provider fail, and nothing after that."""
        self.spoil(fault)
        with suppress(*EXPECTED):
            yield
        self.wire.faults.clear()


def pick(data, rows):
    """Draw one of the rows."""
    rows = rows if hasattr(rows, "filter") else rows.objects
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    return rows.get(pk=data.draw(st.sampled_from(pks)))


def exported():
    """Return all that is booked, as the export sorts it."""
    rows = Movement.objects.order_by("kind", "remote_id")
    return [
        (str(row.kind), row.remote_id, row.amount_minor, row.happened_at.isoformat())
        for row in rows
    ]


def told_by_the_sandbox():
    """Return what should be booked, from the sandbox's books alone."""
    told = []
    for checkout in SandboxCheckout.objects.filter(state=books.PAID):
        facts = api.as_json(checkout)
        paid_at = facts["paid_at"]
        told.append(("charge", facts["charge_id"], facts["amount_minor"], paid_at))
        told.append(("fee", facts["fee_id"], -facts["fee_minor"], paid_at))
        for refund in facts["refunds"]:
            told += _told_by(refund)
        for dispute in facts["disputes"]:
            told += [(m["kind"], m["id"], m["amount_minor"], m["at"]) for m in dispute["moves"]]
    return sorted(told)


def _told_by(refund):
    if refund["state"] in ("succeeded", "failed"):
        yield "refund", refund["id"], -refund["amount_minor"], refund["created_at"]
    if refund["state"] == "failed":
        yield "refund_failed", refund["id"], refund["amount_minor"], refund["failed_at"]
