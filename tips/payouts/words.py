"""What happened to an account, in plain words, for mails."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from tips.exceptions import UnknownProvider
from tips.models import AccountNotice, PayoutAccount
from tips.payees import account_for
from tips.providers.registry import provider

Kind = AccountNotice.Kind


def paragraphs(account: PayoutAccount, kind: str, provider_name: str) -> list[str]:
    """Return what a mail says, a sentence or two each."""
    facts = {
        "author": account.author,
        "provider": provider_name,
        "account": account.shown or _("not set up yet"),
        "when": formats.date_format(timezone.localtime(account.takes_effect_at), "DATETIME_FORMAT"),
        "reason": account.switched_off_reason,
    }
    if kind == Kind.STOPPED:
        return [_why_stopped(account) % facts, _meanwhile(account) % facts]
    return [text % facts for text in _texts(kind)]


def _texts(kind: str) -> list[str]:
    if kind == Kind.CONNECTED:
        return [
            _("Tips for %(author)s by “%(provider)s” now go straight to the account %(account)s."),
            _("If you know nothing of this, disconnect it under My tips and change your password."),
        ]
    if kind == Kind.CHANGING:
        return [
            _(
                "Somebody who is logged in as %(author)s named a new account for tips by "
                "“%(provider)s”: %(account)s."
            ),
            _("Until %(when)s nothing changes. From then on, tips go to the new account."),
            _("If that wasn't you, stop it now; you needn't log in. Then change your password."),
        ]
    return [
        _(
            "The new account for tips for %(author)s by “%(provider)s”, %(account)s, doesn't take "
            "over. Tips go on as before."
        )
    ]


def _why_stopped(account: PayoutAccount) -> str:
    if account.switched_off_at:
        return _(
            "A tip manager switched the account %(account)s (%(provider)s) off. The reason: "
            "%(reason)s"
        )
    if account.state == PayoutAccount.State.RETIRED:
        return _("The account %(account)s (%(provider)s) was disconnected.")
    return _(
        "The account %(account)s (%(provider)s) can't take payments at the moment. Log in there to "
        "see what is missing."
    )


def _meanwhile(account: PayoutAccount) -> str:
    try:
        receiver = account_for(account.author, provider(account.provider))
    except UnknownProvider:
        receiver = None
    if receiver is None:
        return _("As long as that is so, nobody can tip %(author)s this way.")
    if receiver:
        return _("Tips by “%(provider)s” go to another account of %(author)s.")
    return _("As long as that is so, tips by “%(provider)s” go to the site's own account.")
