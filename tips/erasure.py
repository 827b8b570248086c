"""Forget who gave a tip. What was given stays: no sum changes."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from authors import generations
from tips.models import Reply, Report, Tip, TipSettings

KEEP_EMAIL_DAYS = 365
ERASE = "tips.erase"
NAMES_A_PERSON = ~Q(display_name="") | ~Q(email="") | ~Q(message="")


def erase_reader(tips: "QuerySet[Tip]") -> int:
    """Take name, address and message out of tips, and what was written about them.

    Return how many had any. That it happened stays on record, without a word of it.
    """
    named = list(tips.filter(NAMES_A_PERSON))
    for tip in named:
        log(instance=tip, action=ERASE)
    blank(tips)
    return len(named)


def blank(tips: "QuerySet[Tip]") -> int:
    Reply.objects.filter(tip__in=tips).delete()
    Report.objects.filter(tip__in=tips).delete()
    erased = tips.filter(NAMES_A_PERSON).update(
        display_name="", email="", message="", message_state=Tip.MessageState.NONE
    )
    if erased:
        generations.bump(generations.READERS)
    return erased


def forget_old_addresses() -> int:
    """Take the address out of tips that are older than it is needed for receipt and refund.

    Of tips that nobody ever paid, nothing typed is kept that long.
    """
    days = keep_email_days()
    if days is None:
        return 0
    old = Tip.objects.filter(created_at__lt=timezone.now() - timedelta(days=days))
    unpaid = old.filter(status__in=[Tip.Status.WAITING, Tip.Status.FAILED])
    return blank(unpaid) + old.exclude(email="").update(email="")


def keep_email_days() -> int | None:
    """Return for how many days a tip keeps its reader's address, or None for always.

    What managers choose in the admin goes before the setting.
    """
    chosen = TipSettings.objects.filter(site__is_default_site=True).first()
    if chosen and chosen.retention_days:
        return chosen.retention_days
    return getattr(settings, "TIPS_KEEP_EMAIL_DAYS", KEEP_EMAIL_DAYS)
