"""What the mails say that tell of trouble, as sentences: who is asked, until when, who pays what."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tips.models import Dispute, Notice, Payment, Refund, Tip
from tips.money import format_amount

Kind, Recipient = Notice.Kind, Notice.Recipient


def paragraphs_of(notice: Notice) -> list[str]:
    """Return the paragraphs of a mail, in the language that is switched on. Most kinds have none."""
    write = TROUBLES.get(notice.kind)
    return write(notice) if write else []


def dispute_opened(notice: Notice) -> list[str]:
    dispute = _dispute(notice)
    if dispute is None:
        return []
    facts, answer = _facts(dispute), who_answers(dispute, notice)
    if not dispute.taken_minor:
        asked = _("The reader’s bank asks about %(disputed)s of a tip of %(amount)s: %(reason)s.")
        held = _("No money was taken yet. Without an answer it may be.")
        return [asked % facts, held, answer]
    asked = _("The reader’s bank wants %(disputed)s of a tip of %(amount)s back: %(reason)s.")
    held = _("Until it has decided, the payment provider holds %(taken)s.") % facts
    return [asked % facts, f"{held} {fee_of(dispute)}".strip(), who_pays(dispute, notice), answer]


def dispute_closed(notice: Notice) -> list[str]:
    dispute = _dispute(notice)
    if dispute is None:
        return []
    if dispute.state == Dispute.State.LOST:
        end = _("The bank has decided for the reader: %(lost)s of a tip of %(amount)s are gone.")
    elif dispute.lost_minor > 0:
        end = _("The dispute is over: %(returned)s came back, %(lost)s are gone.")
    elif dispute.taken_minor:
        end = _("The bank has decided against the reader: %(returned)s came back.")
    else:
        end = _("The bank’s question is closed. No money was taken.")
    paragraphs = [end % _facts(dispute)]
    if dispute.lost_minor > 0 or dispute.fee_minor > 0:
        paragraphs += [fee_of(dispute), who_pays(dispute, notice)]
    return [each for each in paragraphs if each]


def fee_of(dispute: Dispute) -> str:
    if dispute.fee_minor <= 0:
        return ""
    return _("The provider charges a fee of %(fee)s for it.") % _facts(dispute)


def who_pays(dispute: Dispute, notice: Notice) -> str:
    """Say from whose account the money is taken: that of whoever took the payment."""
    if not dispute.payment.account:
        return _("The payment went to the site’s own account, so the site pays this.")
    if notice.recipient == Recipient.AUTHOR:
        return _("The payment went to your own account, so this is taken from there.")
    return _("The payment went to the author’s own account, so this is taken from there.")


def who_answers(dispute: Dispute, notice: Notice) -> str:
    is_authors = bool(dispute.payment.account)
    if is_authors == (notice.recipient == Recipient.AUTHOR):
        text = _("You can answer with evidence in your account at the provider.")
    elif is_authors:
        text = _("The author can answer with evidence in their account at the provider.")
    else:
        text = _("The site’s tip managers can answer with evidence. You need do nothing.")
    if dispute.due_at is None:
        return text
    due = date_format(localtime(dispute.due_at), "DATETIME_FORMAT")
    last = _("The last moment is %(due)s.") % {"due": due}
    return f"{text} {last}"


def refund_failed(notice: Notice) -> list[str]:
    about, tip = notice.about, notice.tip
    refund = _refund(tip, about)
    if refund is None:
        return []
    amount = format_amount(refund.amount_minor, tip.currency)
    text = _("A refund of %(amount)s failed: the money is still here, or came back.")
    return [
        text % {"amount": amount},
        _("Please look at it with the provider and refund the reader another way if need be."),
    ]


def paid_twice(notice: Notice) -> list[str]:
    amount = format_amount(notice.tip.amount_minor, notice.tip.currency)
    if notice.recipient == Recipient.READER:
        text = _("Your tip of %(amount)s was paid twice, perhaps from two windows.")
        end = _(
            "Only one payment counts. The other one goes back to you; we’ll write when it does."
        )
    else:
        text = _("A tip of %(amount)s was paid twice.")
        end = _("Only one payment counts. Please send the other one back.")
    return [text % {"amount": amount}, end]


def mismatch(notice: Notice) -> list[str]:
    return [
        _("The provider reports other money than we asked for, so nothing was booked."),
        _("Please compare the payment with the provider’s own pages and decide what to do."),
    ]


def fraud_warning(notice: Notice) -> list[str]:
    return [
        _("The bank of a card warns that a payment of this tip may be fraud."),
        _("A refund now is cheaper than a dispute, which costs a fee even if it is won."),
    ]


def reported(notice: Notice) -> list[str]:
    report = notice.tip.reports.filter(pk=notice.about or 0).first()
    text = _("%(author)s asks you to look at what a supporter wrote.")
    return [text % {"author": notice.tip.author.current}, report.reason] if report else []


TROUBLES: dict[str, Callable[[Notice], list[str]]] = {
    Kind.DISPUTE_OPENED: dispute_opened,
    Kind.DISPUTE_CLOSED: dispute_closed,
    Kind.REFUND_FAILED: refund_failed,
    Kind.PAID_TWICE: paid_twice,
    Kind.MISMATCH: mismatch,
    Kind.FRAUD_WARNING: fraud_warning,
    Kind.REPORTED: reported,
}


def _dispute(notice: Notice) -> Dispute | None:
    """Return the dispute a notice is about: its `about` is the provider's id and a state."""
    remote_id = notice.about.rpartition(" ")[0]
    disputes = Dispute.objects.filter(payment__tip=notice.tip, remote_id=remote_id)
    return disputes.select_related("payment__tip").first()


def _refund(tip: Tip, about: str) -> Refund | None:
    refunds = Refund.objects.filter(payment__tip=tip)
    return refunds.filter(remote_id=about).first() or refunds.filter(request_key=about).first()


def _facts(dispute: Dispute) -> dict[str, str]:
    payment: Payment = dispute.payment
    sums = {
        "amount": payment.amount_minor,
        "disputed": dispute.amount_minor,
        "taken": dispute.taken_minor,
        "returned": dispute.returned_minor,
        "lost": dispute.lost_minor,
        "fee": dispute.fee_minor,
    }
    facts = {name: format_amount(minor, payment.currency) for name, minor in sums.items()}
    return facts | {"reason": str(dispute.get_reason_display())}
