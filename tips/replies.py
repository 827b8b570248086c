"""What an author does about a tip's words: answer them once, or report them to the moderators."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from tips.exceptions import CannotReply
from tips.ledger.rows import owe
from tips.models import Notice, Reply, Report, Tip

REPLY, REPORT, RESOLVE = "tips.reply", "tips.report", "tips.resolve_report"


def reply(tip: Tip, text: str, user: Any) -> Reply:
    """Write an answer down and owe its mail. Raise CannotReply if there is one, or nobody wants it."""
    with transaction.atomic():
        tip = Tip.objects.select_for_update().get(pk=tip.pk)
        if not tip.is_answerable or Reply.objects.filter(tip=tip).exists():
            raise CannotReply("The reader wants no answer, or has one.")
        written = Reply.objects.create(tip=tip, text=text)
        log(instance=tip, action=REPLY, user=user)
        owe(tip, Notice.Kind.REPLY)
    return written


def report(tip: Tip, reason: str, user: Any) -> Report:
    """Ask the site's moderators to look at a tip. An open report of the same tip is kept."""
    with transaction.atomic():
        Tip.objects.select_for_update().get(pk=tip.pk)
        open_report = tip.reports.filter(resolved_at=None).first()
        if open_report:
            return open_report
        made: Report = tip.reports.create(reason=reason)
        log(instance=tip, action=REPORT, user=user)
        owe(tip, Notice.Kind.REPORTED, str(made.pk))
    return made


def resolve(reports: "QuerySet[Report]", user: Any) -> int:
    """Close open reports: somebody has looked. Return how many."""
    with transaction.atomic():
        found = list(reports.select_for_update().filter(resolved_at=None).select_related("tip"))
        for row in found:
            row.resolved_at, row.resolved_by = timezone.now(), user
            row.save(update_fields=["resolved_at", "resolved_by"])
            log(instance=row.tip, action=RESOLVE, user=user)
    return len(found)
