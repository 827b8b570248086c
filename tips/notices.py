"""The mails about a tip: what they say, in whose language, and to whom."""

from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from tips.addresses import site_root, status_url
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


def send_notice(notice: Notice) -> bool:
    """Mail a notice to its one recipient. Return False if there is no address any more.

    Raise what the mail server raises: whoever calls tries again later.
    """
    address = address_of(notice.tip, notice.recipient)
    if address is None:
        return False
    with translation.override(address.language):
        message_of(notice, address).send()
    return True


def message_of(notice: Notice, address: Address) -> EmailMultiAlternatives:
    name = f"tips/mail/{notice.kind}_{notice.recipient}"
    context = context_of(notice)
    message = EmailMultiAlternatives(
        subject=subject_of(notice, context),
        body=render_to_string(f"{name}.txt", context),
        to=[address.email],
        # The same notice keeps its id, so that a mail sent twice after a crash can be told apart.
        headers={
            "Message-ID": f"<{notice.tip.uuid}.{notice.kind}.{notice.recipient}@{context['host']}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string(f"{name}.html", context), "text/html")
    return message


def subject_of(notice: Notice, context: dict[str, Any]) -> str:
    subject = SUBJECTS[Kind(notice.kind), Recipient(notice.recipient)] % {
        "reference": notice.tip.reference,
        "amount": context["amount"],
    }
    return subject if notice.tip.livemode else f"[TEST] {subject}"


def context_of(notice: Notice) -> dict[str, Any]:
    tip, root = notice.tip, site_root()
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
        "root": root,
        "host": root.partition("//")[2].partition("/")[0].partition(":")[0] or "localhost",
        "site_name": (site and site.site_name) or root.partition("//")[2],
    }
