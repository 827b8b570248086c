"""A reader, a provider and a site in any weather: random steps that must never break the books."""

from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import count

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

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
from tips.providers.sandbox.weather import Weather, befall, befall_all
from tips.reconciliation.run import reconcile

AMOUNTS = [50, 300, 500]
PARTS = [20, 50, 300]
CHOICES = [*books.ACTIONS, "pay", "pay", "pay", "slow"]
FAULTS = [None, None, None, "no connection", "lost answer", 500]
EXPECTED = (CannotBePaid, ProviderRefused, ProviderUnavailable, RefundTooLarge)
WEATHERS = st.sampled_from([*Weather.values, Weather.NOW, Weather.NOW, Weather.TWICE])
WRITING = ("INSERT", "UPDATE", "DELETE")
NUMBERS = st.integers(0, 10**6)  # which row; drawn without looking, so that runs can be repeated
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
        self.seen, self.booked, self.is_written = [], 0, True
        self.watch = connection.execute_wrapper(self.notice)
        self.watch.__enter__()

    @initialize()
    def three_tips_two_of_them_paid(self):
        number = next(Sea.keys)
        self.author = Author.objects.create(name="Ada", handle=f"ada-{number}")
        for amount in AMOUNTS:
            self.open(amount, None)
        for checkout in SandboxCheckout.objects.order_by("created_at")[:2]:
            books.act(checkout.pk, "pay")

    # What the reader does.

    @rule(
        amount=st.sampled_from(AMOUNTS),
        fault=st.sampled_from(FAULTS),
        action=st.sampled_from(CHOICES),
        weather=WEATHERS,
    )
    def give(self, amount, fault, action, weather):
        self.open(amount, fault)
        self.act(SandboxCheckout.objects.order_by("created_at").last(), action, weather)

    def open(self, amount, fault):
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

    @rule(number=NUMBERS, fault=st.sampled_from(FAULTS))
    def start_again(self, number, fault):
        if tip := pick(number, Tip):
            self.pay_for(tip, fault)

    @rule(number=NUMBERS, action=st.sampled_from(CHOICES), weather=WEATHERS)
    def choose(self, number, action, weather):
        self.act(pick(number, SandboxCheckout.objects.filter(state=books.OPEN)), action, weather)

    def act(self, checkout, action, weather):
        if checkout:
            books.act(checkout.pk, action)
            befall_all(checkout.events.filter(tries=0), weather)

    @rule(number=NUMBERS)
    def look_at_the_status(self, number):
        cache.clear()
        if tip := pick(number, Tip):
            assert Client().get(f"/tips/status/{tip.token}/").status_code == 200

    # What happens at the provider.

    @rule(number=NUMBERS, amount=st.sampled_from([None, *PARTS]), weather=WEATHERS)
    def befall(self, number, amount, weather):
        checkout = pick(number, SandboxCheckout)
        if checkout and (can := deeds.possible(checkout)):
            deeds.do(can[number % len(can)], checkout, amount)
            befall_all(checkout.events.filter(tries=0), weather)

    @rule(number=NUMBERS, weather=WEATHERS)
    def weather(self, number, weather):
        if event := pick(number, SandboxEvent):
            befall(event, weather)

    # What the site does.

    @rule(number=NUMBERS, fault=st.sampled_from(FAULTS))
    def process(self, number, fault):
        event = pick(number, ProviderEvent.objects.filter(processed_at=None))
        if event is None:
            return
        ProviderEvent.objects.filter(pk=event.pk).update(next_try=timezone.now())
        self.spoil(fault)
        sweeper.process_event(event.pk)
        self.wire.faults.clear()

    @rule(number=NUMBERS, fault=st.sampled_from(FAULTS))
    def poll(self, number, fault):
        if payment := pick(number, Payment):
            with self.trouble(fault):
                payments.bring_up_to_date(payment)

    @rule(number=NUMBERS)
    def hear_and_wait(self, number):
        if payment := pick(number, Payment.objects.exclude(remote_id=None)):
            self.seen.append(self.source.fetch(payment.remote_id))

    @rule(number=NUMBERS)
    def believe_late(self, number):
        if self.seen:
            ledger.apply(self.seen[number % len(self.seen)], "sandbox")

    @rule(number=NUMBERS, amount=st.sampled_from(PARTS), fault=st.sampled_from(FAULTS))
    def refund(self, number, amount, fault):
        paid = Payment.objects.filter(state="succeeded")
        if payment := pick(number, paid) or pick(number, Payment):
            key = f"sea-{next(Sea.keys)}"
            with self.trouble(fault):
                payments.refund(payment, amount, actor=None, reason="", request_key=key)

    @rule(fault=st.sampled_from(FAULTS))
    def sweep(self, fault):
        due = timezone.now()
        for rows in (Refund.objects.filter(state="requested"), ProviderEvent.objects.all()):
            rows.exclude(next_try=None).update(next_try=due)
        Payment.objects.exclude(next_poll=None).update(next_poll=due)
        self.spoil(fault)
        sweeper.sweep()
        self.wire.faults.clear()

    @rule(days=st.integers(1, 3))
    def compare_only(self, days):
        before = list(Movement.objects.values_list("pk"))
        reconcile(timezone.now() - timedelta(days=days), is_dry=True)
        assert list(Movement.objects.values_list("pk")) == before

    # What must hold.

    @invariant()
    def the_books_hold(self):
        """Look at the books after each step that wrote anything; they are as they were otherwise."""
        steps["steps"] += 1
        if not self.is_written:
            return
        self.is_written = False
        assert our_books.problems() == []
        before, self.booked = self.booked, Movement.objects.count()
        steps["that moved money"] += self.booked > before

    def teardown(self):
        try:
            self.all_agree_in_the_end()
        finally:
            self.watch.__exit__(None, None, None)
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

    def notice(self, execute, sql, *arguments):
        self.is_written |= sql.startswith(WRITING) and "sandbox" not in sql
        return execute(sql, *arguments)

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


def pick(number, rows):
    """Return one of the rows, or None if there are none."""
    rows = rows if hasattr(rows, "filter") else rows.objects
    made = "created_at" if hasattr(rows.model, "created_at") else "received_at"
    found = list(rows.order_by(made, "pk"))
    return found[number % len(found)] if found else None


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
