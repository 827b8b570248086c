"""The mails about a tip: what they say, in whose language, and to whom."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from authors.letters import Letter, account_of
from authors.models import Author
from tips.addresses import admin_url, home_of, my_tips_url, site_of_tip, status_url
from tips.models import Notice, Payment, Refund, Reply, Tip, TipPreferences, TipSettings
from tips.money import format_amount
from tips.offer import statement_line
from tips.trouble import TROUBLES, paragraphs_of

Kind, Recipient = Notice.Kind, Notice.Recipient
MEANT_FOR = {
    Kind.THANK_YOU: (Recipient.READER,),
    Kind.RECEIVED: (Recipient.AUTHOR,),
    Kind.REFUNDED: (Recipient.READER, Recipient.AUTHOR),
    Kind.REFUND_FAILED: (Recipient.MANAGER,),
    Kind.DISPUTE_OPENED: (Recipient.AUTHOR, Recipient.MANAGER),
    Kind.DISPUTE_CLOSED: (Recipient.AUTHOR, Recipient.MANAGER),
    Kind.FRAUD_WARNING: (Recipient.MANAGER,),
    Kind.PAID_TWICE: (Recipient.READER, Recipient.MANAGER),
    Kind.MISMATCH: (Recipient.MANAGER,),
    Kind.REPLY: (Recipient.READER,),
    Kind.REPORTED: (Recipient.MANAGER,),
}
SUBJECTS = {
    (Kind.THANK_YOU, Recipient.READER): _("Thank you for your tip (%(reference)s)"),
    (Kind.RECEIVED, Recipient.AUTHOR): _("You got a tip: %(amount)s"),
    (Kind.REFUNDED, Recipient.READER): _("Your tip was refunded (%(reference)s)"),
    (Kind.REFUNDED, Recipient.AUTHOR): _("A tip was refunded (%(reference)s)"),
    (Kind.REFUND_FAILED, Recipient.MANAGER): _("A refund failed (%(reference)s)"),
    (Kind.DISPUTE_OPENED, Recipient.AUTHOR): _("A tip is disputed (%(reference)s)"),
    (Kind.DISPUTE_OPENED, Recipient.MANAGER): _("A tip is disputed (%(reference)s)"),
    (Kind.DISPUTE_CLOSED, Recipient.AUTHOR): _("A dispute is closed (%(reference)s)"),
    (Kind.DISPUTE_CLOSED, Recipient.MANAGER): _("A dispute is closed (%(reference)s)"),
    (Kind.FRAUD_WARNING, Recipient.MANAGER): _("A tip may be fraud (%(reference)s)"),
    (Kind.PAID_TWICE, Recipient.READER): _("Your tip was paid twice (%(reference)s)"),
    (Kind.PAID_TWICE, Recipient.MANAGER): _("A tip was paid twice (%(reference)s)"),
    (Kind.MISMATCH, Recipient.MANAGER): _("A payment needs a look (%(reference)s)"),
    (Kind.REPORTED, Recipient.MANAGER): _("An author reports a supporter (%(reference)s)"),
    (Kind.REPLY, Recipient.READER): _("%(author)s replied to your tip (%(reference)s)"),
}
DOUBLE_REFUNDED = _("Your second payment went back (%(reference)s)")


@dataclass(frozen=True)
class Address:
    """One mailbox and the language that its owner reads."""

    email: str
    language: str


def recipients(tip: Tip, kind: str) -> list[str]:
    """Return who gets a mail of a kind: values of Notice.Recipient that have an address."""
    return [role for role in MEANT_FOR.get(kind, ()) if address_of(tip, role, kind)]  # type: ignore[call-overload]


def address_of(tip: Tip, role: str, kind: str) -> Address | None:
    """Return where a mail to a role goes, or None if nobody wants it there."""
    if role == Recipient.READER:
        return Address(tip.email, tip.locale) if tip.email else None
    if role == Recipient.AUTHOR:
        return author_address(tip.author.current, kind)
    return manager_address()


def manager_address() -> Address | None:
    site = Site.objects.filter(is_default_site=True).first()
    email = TipSettings.for_site(site).manager_email if site else ""
    return Address(email, settings.LANGUAGE_CODE) if email else None


def author_address(author: Author, kind: str) -> Address | None:
    """Return where an author, who is nobody's merged row, reads mail about tips.

    Who wants none of each tip still hears of disputes.
    """
    account = account_of(author)
    muted = TipPreferences.objects.filter(author=author, notification="never")
    if kind not in TROUBLES and muted.exists():
        return None
    return Address(*account) if account else None


def letter_of(notice: Notice) -> Letter | None:
    """Return the mail to a notice's one recipient, or None if there is no address any more."""
    address = address_of(notice.tip, notice.recipient, notice.kind)
    if address is None:
        return None
    with translation.override(address.language):
        context = context_of(notice)
        return Letter(
            to=address.email,
            language=address.language,
            subject=subject_of(notice, context),
            template=f"tips/mail/{template_of(notice)}",
            context=context,
            key=key_of(notice),
            page=home_of(notice.tip),
        )


def template_of(notice: Notice) -> str:
    return "trouble" if notice.kind in TROUBLES else f"{notice.kind}_{notice.recipient}"


def key_of(notice: Notice) -> str:
    about = f".{sha256(notice.about.encode()).hexdigest()[:16]}" if notice.about else ""
    return f"{notice.tip.uuid}.{notice.kind}.{notice.recipient}{about}"


def refund_of(notice: Notice) -> Refund | None:
    """Return the refund that a notice is about, if it is about one."""
    if not notice.about:
        return None
    refunds = Refund.objects.filter(payment__tip=notice.tip, remote_id=notice.about)
    return refunds.select_related("payment").first()


def subject_of(notice: Notice, context: dict[str, Any]) -> str:
    known = SUBJECTS[Kind(notice.kind), Recipient(notice.recipient)]
    subject = (DOUBLE_REFUNDED if context["is_double"] else known) % {
        "reference": notice.tip.reference,
        "amount": context["amount"],
        "author": context["author"],
    }
    return subject if notice.tip.livemode else f"[TEST] {subject}"


def context_of(notice: Notice) -> dict[str, Any]:
    tip = notice.tip
    site = site_of_tip(tip)
    author = tip.author.current
    preferences = TipPreferences.objects.filter(author=author).first()
    refund = refund_of(notice)
    # Nobody has to read the words of a person they have blocked.
    words = "" if tip.message_state == Tip.MessageState.REJECTED else tip.message
    return {
        "tip": tip,
        "author": author,
        "amount": format_amount(tip.amount_minor, tip.currency),
        "refunded": format_amount(
            refund.amount_minor if refund else tip.refunded_minor, tip.currency
        ),
        "is_double": bool(refund and refund.payment.flag == Payment.Flag.DUPLICATE),
        "refunded_in_all": format_amount(tip.refunded_minor, tip.currency),
        "trouble": paragraphs_of(notice),
        "admin_url": admin_url(tip) if notice.recipient == Recipient.MANAGER else "",
        "thank_you": preferences.thank_you_in(tip.locale) if preferences else "",
        "message": words,
        "quoted_message": "\n".join(f"> {line}" for line in words.splitlines()),
        "reply": Reply.objects.filter(tip=tip).first(),
        "status_url": status_url(tip),
        "my_tips_url": my_tips_url(),
        "preferences_url": my_tips_url("preferences"),
        "statement_descriptor": statement_line(tip, site),
        "tax_note": TipSettings.for_site(site).tax_note_in(tip.locale) if site else "",
    }
