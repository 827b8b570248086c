"""One comparison of our books with every provider's list; what is missing here is booked."""

import logging
import uuid
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from tips import ledger, states
from tips.exceptions import AccountGone, PaymentUnknown, ProviderRefused, ProviderUnavailable
from tips.models import Payment, ReconciliationItem, ReconciliationRun
from tips.payees import accounts_at
from tips.providers.base import PaymentProvider, PaymentTruth
from tips.providers.registry import known_providers
from tips.reconciliation.comparison import Difference, differences, money

Kind, Outcome = ReconciliationItem.Kind, ReconciliationItem.Outcome
GONE = "account_gone"
logger = logging.getLogger(__name__)


def reconcile(since: datetime, *, is_dry: bool = False) -> ReconciliationRun:
    """Compare everything since a time. Whatever the ledger can book is booked, unless it is dry."""
    run = ReconciliationRun.objects.create(since=since, is_dry=is_dry)
    for source in known_providers():
        for account in accounts_at(source):
            _Comparison(run, source, account).work()
    run.ended_at = timezone.now()
    run.save()
    return run


def left(run: ReconciliationRun) -> int:
    """Return how many differences of a run still need somebody."""
    return run.items.exclude(outcome__in=[Outcome.BOOKED, Outcome.CLOSED]).count()


class _Comparison:
    """The comparison with one account at one provider."""

    def __init__(self, run: ReconciliationRun, source: PaymentProvider, account: str) -> None:
        self.run, self.source, self.account = run, source, account
        self.seen: set[str] = set()

    def work(self) -> None:
        if not self.source.is_ready(self.account) and not self._ours().exists():
            return
        try:
            for truth in self.source.list_since(self.run.since, self.account):
                self._look_at(truth)
            for truth in self._unlisted():
                self._look_at(truth)
        except AccountGone:
            # It stays so until its author connects it again, so a person can close it for good.
            self._note(Difference(Kind.UNREACHABLE, "", GONE), None, "", Outcome.LEFT)
        except (ProviderUnavailable, ProviderRefused) as error:
            logger.warning("Reconciliation with %s ended: %s", self.source.key, error)
            self._note(Difference(Kind.UNREACHABLE, "", str(error)), None, "", Outcome.LEFT)

    def _ours(self) -> "QuerySet[Payment]":
        since = Q(succeeded_at__gte=self.run.since) | Q(created_at__gte=self.run.since)
        return Payment.objects.filter(
            since, provider=self.source.key, account=self.account, livemode=self.source.livemode
        ).exclude(remote_id=None)

    def _unlisted(self) -> Iterator[PaymentTruth]:
        """Yield the truth about payments of ours that the list left out, and note what isn't there."""
        for payment in self._ours().order_by("pk").iterator():
            if str(payment.uuid) in self.seen:
                continue
            try:
                yield self.source.fetch(payment.remote_id or "", self.account)
            except PaymentUnknown:
                if payment.state in (states.PROCESSING, states.SUCCEEDED):
                    ours = f"{money(payment.amount_minor, payment.currency)} {payment.state}"
                    missing = Difference(Kind.MISSING_THERE, ours, "-")
                    self._note(missing, payment, payment.remote_id or "", self._unbooked())

    def _look_at(self, truth: PaymentTruth) -> None:
        if truth.reference in self.seen or not _is_reference(truth.reference):
            return
        self.seen.add(truth.reference)
        self.run.looked_at += 1
        payment = self._payment(truth)
        if payment is None:
            self._adopt(truth)
        elif found := differences(payment, truth):
            self._apply(payment, truth, found)

    def _adopt(self, truth: PaymentTruth) -> None:
        """Write a payment anew that came in and isn't here, as after an older backup."""
        if truth.state != states.SUCCEEDED:
            return
        theirs = f"{money(truth.amount_minor, truth.currency)} {truth.state}"
        difference = Difference(Kind.MISSING_HERE, "-", theirs)
        payment = None if self.run.is_dry else ledger.adopt(truth, self.source.key)
        outcome = Outcome.BOOKED if payment else self._unbooked()
        self._note(difference, payment, truth.remote_id, outcome)

    def _apply(self, payment: Payment, truth: PaymentTruth, found: list[Difference]) -> None:
        remain = found
        if not self.run.is_dry:
            ledger.apply(truth, self.source.key)
            again = self._payment(truth)
            remain = differences(again, truth) if again else found
        for difference in found:
            is_booked = difference not in remain and not self.run.is_dry
            outcome = Outcome.BOOKED if is_booked else self._unbooked()
            self._note(difference, payment, truth.remote_id, outcome)

    def _payment(self, truth: PaymentTruth) -> Payment | None:
        related = Payment.objects.prefetch_related("movements", "refunds", "disputes")
        return related.filter(uuid=truth.reference, provider=self.source.key).first()

    def _unbooked(self) -> str:
        return Outcome.FOUND if self.run.is_dry else Outcome.LEFT

    def _note(
        self, difference: Difference, payment: Payment | None, remote_id: str, outcome: str
    ) -> None:
        facts = {
            "kind": difference.kind,
            "provider": self.source.key,
            "account": self.account,
            "remote_id": remote_id,
            "ours": difference.ours[:255],
            "theirs": difference.theirs[:255],
        }
        known = ReconciliationItem.objects.filter(outcome=Outcome.CLOSED, **facts)
        if known.exclude(Q(kind=Kind.UNREACHABLE) & ~Q(theirs=GONE)).exists():
            return
        ReconciliationItem.objects.create(run=self.run, payment=payment, outcome=outcome, **facts)


def _is_reference(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
