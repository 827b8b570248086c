"""What waits for a person: other money than asked for, tips paid twice, differences that are left."""

from django.db.models import QuerySet

from tips.admin.panel import unreturned_duplicates
from tips.models import Payment, ReconciliationItem, ReconciliationRun

Outcome = ReconciliationItem.Outcome


def mismatches() -> "QuerySet[Payment]":
    found = Payment.objects.filter(flag=Payment.Flag.MISMATCH)
    return found.select_related("tip__author").order_by("created_at", "pk")


def duplicates() -> "QuerySet[Payment]":
    return unreturned_duplicates().select_related("tip__author").order_by("succeeded_at", "pk")


def latest_run() -> ReconciliationRun | None:
    """Return the last comparison that was meant: one that only looked settles nothing."""
    return ReconciliationRun.objects.filter(is_dry=False).first()


def left_items() -> "QuerySet[ReconciliationItem]":
    """Return what the latest run left. Payments with other money stand in their own list."""
    run = latest_run()
    items = ReconciliationItem.objects.filter(run=run, outcome=Outcome.LEFT)
    return items.exclude(payment__flag=Payment.Flag.MISMATCH).select_related("payment__tip")
