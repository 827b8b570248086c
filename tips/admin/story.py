"""What happened to a tip, in plain words and in time order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name
from wagtail.models import ModelLogEntry

from tips.admin.failures import with_reason
from tips.models import (
    Dispute,
    Movement,
    Notice,
    Payment,
    ProviderEvent,
    ReconciliationItem,
    Refund,
    Tip,
)
from tips.money import format_amount
from tips.providers.registry import name_of


@dataclass(frozen=True)
class Entry:
    """A sentence about one moment."""

    at: datetime
    text: str
    detail: str = ""
    is_trouble: bool = False


def story_of(tip: Tip) -> list[Entry]:
    """Return everything on record, the oldest first, in a constant number of queries."""
    payments = list(tip.payments.prefetch_related("movements", "refunds__actor", "disputes"))
    entries = [opened(tip)]
    for payment in payments:
        entries += attempt(payment)
        entries += [booked(movement) for movement in payment.movements.all()]
        entries += [refund_asked(refund, tip) for refund in payment.refunds.all()]
        entries += [disputed(dispute, tip) for dispute in payment.disputes.all()]
    entries += [mail(notice) for notice in tip.notices.all()]
    entries += [event(row) for row in events_of(payments)]
    entries += [compared(item) for item in found_about(payments)]
    entries += [judged(row) for row in logged(tip)]
    return sorted(entries, key=lambda entry: entry.at)


def events_of(payments: list[Payment]) -> "list[ProviderEvent]":
    about = Q(pk=None)
    for payment in payments:
        if payment.remote_id:
            about |= Q(provider=payment.provider, remote_id=payment.remote_id)
    return list(ProviderEvent.objects.filter(about))


def found_about(payments: list[Payment]) -> "list[ReconciliationItem]":
    found = ReconciliationItem.objects.filter(payment__in=payments)
    return list(found.select_related("run").order_by("pk"))


def opened(tip: Tip) -> Entry:
    facts = {
        "count": tip.quantity or 0,
        "amount": format_amount(tip.amount_minor, tip.currency),
        "author": tip.author,
    }
    if tip.quantity:
        text = ngettext(
            "A reader chose %(count)s coffee for %(author)s: %(amount)s.",
            "A reader chose %(count)s coffees for %(author)s: %(amount)s.",
            tip.quantity,
        )
    else:
        text = _("A reader chose an amount of their own for %(author)s: %(amount)s.")
    return Entry(tip.created_at, text % facts, tip.page_title or tip.get_source_display())


def attempt(payment: Payment) -> Iterator[Entry]:
    facts = {"number": payment.attempt, "provider": name_of(payment.provider)}
    state = with_reason(payment.get_state_display(), payment.failure_code)
    yield Entry(
        payment.created_at,
        _("Attempt %(number)s to pay began, with %(provider)s.") % facts,
        " · ".join([_("Now: %(state)s") % {"state": state}, whose(payment)]),
    )
    if payment.succeeded_at:
        yield Entry(
            payment.succeeded_at,
            _("Attempt %(number)s was paid, says %(provider)s.") % facts,
            payment.get_flag_display() if payment.flag else "",
            is_trouble=bool(payment.flag),
        )
    elif payment.flag:
        yield Entry(payment.created_at, str(payment.get_flag_display()), is_trouble=True)


def whose(payment: Payment) -> str:
    """Say where the money goes: an author may have changed accounts since."""
    if payment.account:
        return _("To the author’s own account: %(account)s") % {"account": payment.account}
    return _("To the site’s own account")


def booked(movement: Movement) -> Entry:
    facts = {
        "kind": movement.get_kind_display(),
        "amount": format_amount(movement.amount_minor, movement.currency),
    }
    return Entry(
        movement.happened_at, _("Booked: %(kind)s, %(amount)s.") % facts, movement.remote_id
    )


def refund_asked(refund: Refund, tip: Tip) -> Entry:
    facts = {
        "amount": format_amount(refund.amount_minor, tip.currency),
        "user": get_user_display_name(refund.actor) if refund.actor else "",
    }
    if refund.actor:
        text = _("%(user)s asked for a refund of %(amount)s.")
    else:
        text = _("A refund of %(amount)s was made at the provider.")
    state = with_reason(refund.get_state_display(), refund.failure_code)
    detail = " · ".join(filter(None, [refund.reason, state]))
    failed = refund.state == Refund.State.FAILED
    return Entry(refund.created_at, text % facts, detail, is_trouble=failed)


def disputed(dispute: Dispute, tip: Tip) -> Entry:
    facts = {
        "amount": format_amount(dispute.amount_minor, tip.currency),
        "reason": dispute.get_reason_display(),
        "state": dispute.get_state_display(),
    }
    due = ""
    if dispute.due_at and dispute.state in (Dispute.State.INQUIRY, Dispute.State.OPEN):
        last = date_format(timezone.localtime(dispute.due_at), "SHORT_DATETIME_FORMAT")
        due = _("Evidence can be sent until %(due)s.") % {"due": last}
    detail = " · ".join(filter(None, [_("Now: %(state)s") % facts, due]))
    text = _("The payer’s bank wants %(amount)s back: %(reason)s.") % facts
    return Entry(dispute.opened_at, text, detail, is_trouble=dispute.lost_minor > 0)


def compared(item: ReconciliationItem) -> Entry:
    """Tell what comparing with the provider's own list found."""
    facts = {"provider": name_of(item.provider), "kind": item.get_kind_display()}
    sides = []
    if item.ours or item.theirs:
        both = {"ours": item.ours or "–", "theirs": item.theirs or "–"}
        sides = [_("Here: %(ours)s, there: %(theirs)s") % both]
    return Entry(
        item.run.started_at,
        _("Compared with the list of %(provider)s: %(kind)s.") % facts,
        " · ".join([*sides, str(item.get_outcome_display())]),
        is_trouble=item.outcome == ReconciliationItem.Outcome.LEFT,
    )


def logged(tip: Tip) -> "list[ModelLogEntry]":
    """Return what people did about the tip, its erasure too. Refunds are told by their own rows."""
    entries = ModelLogEntry.objects.for_instance(tip).exclude(action="tips.refund")
    return list(entries.select_related("user").order_by("timestamp"))


def judged(row: ModelLogEntry) -> Entry:
    facts = {"user": get_user_display_name(row.user) if row.user else _("Somebody")}
    return Entry(row.timestamp, _("%(user)s:") % facts + f" {row.message}")


def mail(notice: Notice) -> Entry:
    facts = {
        "kind": notice.get_kind_display(),
        "recipient": notice.get_recipient_display(),
        "tries": notice.tries,
    }
    if notice.sent_at:
        return Entry(notice.sent_at, _("Mail “%(kind)s” was sent: %(recipient)s.") % facts)
    if notice.in_digest:
        text = _("“%(kind)s” goes out with the others of its day, in one mail: %(recipient)s.")
    elif not notice.error:
        text = _("Mail “%(kind)s” waits to be sent: %(recipient)s.")
    else:
        text = ngettext(
            "Mail “%(kind)s” failed %(tries)s time: %(recipient)s.",
            "Mail “%(kind)s” failed %(tries)s times: %(recipient)s.",
            notice.tries,
        )
    return Entry(notice.created_at, text % facts, notice.error, is_trouble=bool(notice.error))


def event(row: ProviderEvent) -> Entry:
    facts = {"provider": name_of(row.provider), "type": row.type}
    detail = " · ".join(filter(None, [str(row.get_outcome_display()), row.error]))
    return Entry(
        row.received_at,
        _("%(provider)s reported “%(type)s”.") % facts,
        detail,
        is_trouble=row.outcome == ProviderEvent.Outcome.DEAD,
    )
