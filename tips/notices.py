"""The mails about a tip: what they say, in whose language, and to whom."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from authors.letters import Letter
from tips.addresses import status_url
from tips.models import Notice, Tip, TipPreferences
from tips.money import format_amount
from tips.offer import statement_descriptor

Kind, Recipient = Notice.Kind, Notice.Recipient
MEANT_FOR = {
    Kind.THANK_YOU: (Recipient.READER,),
    Kind.RECEIVED: (Recipient.AUTHOR,),
    Kind.REFUNDED: (Recipient.READER, Recipient.AUTHOR),
}
SUBJECTS = {
    (Kind.THANK_YOU, Recipient.READER): _("Thank you for your tip (%(reference)s)"),
    (Kind.RECEIVED, Recipient.AUTHOR): _("You got a tip: %(amount)s"),
    (Kind.REFUNDED, Recipient.READER): _("Your tip was refunded (%(reference)s)"),
    (Kind.REFUNDED, Recipient.AUTHOR): _("A tip was refunded (%(reference)s)"),
}


@dataclass(frozen=True)
class Address:
    """One mailbox and the language that its owner reads."""

    email: str
    language: str


def recipients(tip: Tip, kind: str) -> list[str]:
    """Return who gets a mail of a kind: values of Notice.Recipient that have an address."""
    return [role for role in MEANT_FOR.get(kind, ()) if address_of(tip, role)]  # type: ignore[call-overload]


def address_of(tip: Tip, role: str) -> Address | None:
    """Return where a mail to a role goes, or None if nobody wants it there."""
    if role == Recipient.READER:
        return Address(tip.email, tip.locale) if tip.email else None
    if role == Recipient.AUTHOR:
        return author_address(tip)
    return None


def author_address(tip: Tip) -> Address | None:
    author = tip.author.current
    user = author.user
    if user is None or not user.is_active or not user.email:
        return None
    if TipPreferences.objects.filter(author=author, notification="never").exists():
        return None
    profile = getattr(user, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else translation.get_language()
    return Address(user.email, language or "en")


def letter_of(notice: Notice) -> Letter | None:
    """Return the mail to a notice's one recipient, or None if there is no address any more."""
    address = address_of(notice.tip, notice.recipient)
    if address is None:
        return None
    with translation.override(address.language):
        context = context_of(notice)
        return Letter(
            to=address.email,
            language=address.language,
            subject=subject_of(notice, context),
            template=f"tips/mail/{notice.kind}_{notice.recipient}",
            context=context,
            key=f"{notice.tip.uuid}.{notice.kind}.{notice.recipient}",
        )


def subject_of(notice: Notice, context: dict[str, Any]) -> str:
    subject = SUBJECTS[Kind(notice.kind), Recipient(notice.recipient)] % {
        "reference": notice.tip.reference,
        "amount": context["amount"],
    }
    return subject if notice.tip.livemode else f"[TEST] {subject}"


def context_of(notice: Notice) -> dict[str, Any]:
    tip = notice.tip
    site = Site.objects.filter(is_default_site=True).first()
    author = tip.author.current
    preferences = TipPreferences.objects.filter(author=author).first()
    return {
        "tip": tip,
        "author": author,
        "amount": format_amount(tip.amount_minor, tip.currency),
        "refunded": format_amount(tip.refunded_minor, tip.currency),
        "thank_you": preferences.thank_you_in(tip.locale) if preferences else "",
        "quoted_message": "\n".join(f"> {line}" for line in tip.message.splitlines()),
        "status_url": status_url(tip),
        "statement_descriptor": statement_descriptor(site),
    }
