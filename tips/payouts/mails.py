"""The mails about where an author's money goes: what they say, in whose language, and to whom."""

from django.conf import settings
from django.core import signing
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from authors.letters import Letter
from tips import addresses as our_pages
from tips.models import AccountNotice, Notice, PayoutAccount
from tips.notices import manager_address
from tips.payouts import words
from tips.providers.registry import name_of

Kind, Recipient = AccountNotice.Kind, Notice.Recipient
CANCEL_SALT = "tips.payouts.cancel"
SUBJECTS = {
    Kind.CONNECTED: _("Tips for %(author)s go to an account of their own"),
    Kind.CHANGING: _("The account for the tips of %(author)s is about to change"),
    Kind.CANCELLED: _("The account for the tips of %(author)s stays as it is"),
    Kind.STOPPED: _("An account of %(author)s takes no more tips"),
}


def addresses(account: PayoutAccount) -> dict[str, str]:
    """Return the addresses to write to, by role. The author's is the one that the login has now."""
    author, manager = account.author, manager_address()
    user = author.user or author.current.user
    found = {
        Recipient.AUTHOR.value: user.email if user and user.is_active else "",
        Recipient.MANAGER.value: manager.email if manager else "",
    }
    return {role: address for role, address in found.items() if address}


def letter_of(notice: AccountNotice) -> Letter:
    account, language = notice.account, _language(notice)
    with translation.override(language):
        subject = SUBJECTS[Kind(notice.kind)] % {"author": account.author}
        return Letter(
            to=notice.address,
            language=language,
            subject=subject if account.livemode else f"[TEST] {subject}",
            template="tips/mail/account",
            context={
                # The layout asks of a tip only whether its money is real.
                "tip": account,
                "heading": subject,
                "paragraphs": words.paragraphs(account, notice.kind, name_of(account.provider)),
                "cancel_url": cancel_url(account) if notice.kind == Kind.CHANGING else "",
            },
            page=our_pages.profile_of(account.author),
            key=f"{account.uuid}.{notice.kind}.{notice.recipient}.{notice.created_at:%Y%m%d}",
        )


def cancel_url(account: PayoutAccount) -> str:
    """Return the address at which whoever has the mail can stop a change, without logging in."""
    token = signing.dumps(str(account.uuid), salt=CANCEL_SALT)
    return our_pages.cancel_url(account.author, token)


def _language(notice: AccountNotice) -> str:
    user = notice.account.author.user if notice.recipient == Recipient.AUTHOR else None
    profile = getattr(user, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else ""
    return language or settings.LANGUAGE_CODE
