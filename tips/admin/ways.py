"""How an author is paid by each provider, in plain words, for the screen “Get paid”."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from authors.models import Author
from tips.models import PayoutAccount
from tips.payees import SITE, accounts_for
from tips.payouts.capabilities import GONE
from tips.providers.base import PaymentProvider
from tips.providers.registry import known_providers, name_of

State = PayoutAccount.State


@dataclass(frozen=True)
class Way:
    """One provider: where tips go now, and what the author can do about it."""

    source: PaymentProvider
    sentences: tuple[str, ...]
    current: PayoutAccount | None
    waiting: PayoutAccount | None

    @property
    def name(self) -> str:
        return name_of(self.source.key)

    @property
    def unfinished(self) -> PayoutAccount | None:
        """The account that the author can go on setting up at the provider's."""
        if self.source.account_form is not None:
            return None
        both = [a for a in (self.waiting, self.current) if a and not a.takes_payments]
        return next((a for a in both if a.problem != GONE), None)


def joining() -> list[PaymentProvider]:
    """Return the providers at which authors can have accounts of their own now."""
    return [source for source in known_providers() if source.joins_authors()]


def ways_of(author: Author) -> list[Way]:
    accounts = PayoutAccount.objects.filter(author=author).exclude(state=State.RETIRED)
    known = list(accounts)
    receiving = accounts_for([author])[author.pk]
    return [_way(source, known, receiving.get(source.key)) for source in joining()]


def _way(source: PaymentProvider, known: Iterable[PayoutAccount], receiver: str | None) -> Way:
    here = [a for a in known if (a.provider, a.livemode) == (source.key, source.livemode)]
    current = next((a for a in here if a.state == State.CURRENT), None)
    waiting = next((a for a in here if a.state == State.WAITING), None)
    told = [_receiving(receiver, current)]
    told += [_condition(current)] if current else []
    told += [_plan(waiting), _condition(waiting)] if waiting else []
    return Way(source, tuple(filter(None, told)), current, waiting)


def _receiving(receiver: str | None, current: PayoutAccount | None) -> str:
    if receiver is None:
        return _("Nobody can tip you this way now.")
    if receiver == SITE:
        return _("Tips go to the site's own account.")
    return _("Tips go straight to your account %(account)s.") % {
        "account": current.shown if current else receiver
    }


def _condition(account: PayoutAccount) -> str:
    """Return what is wrong with an account, or an empty string."""
    if account.switched_off_at:
        reason = {"reason": account.switched_off_reason}
        return _("A tip manager switched it off. The reason: %(reason)s") % reason
    if account.problem == GONE:
        return _("The provider doesn't let us use it any more. Connect it, or another, again.")
    if not account.takes_payments:
        return _("It isn't ready yet: the provider still needs something from you.")
    if not account.pays_out:
        return _("It takes tips, but the provider can't pay them out to your bank yet.")
    return ""


def _plan(waiting: PayoutAccount) -> str:
    when = formats.date_format(timezone.localtime(waiting.takes_effect_at), "DATETIME_FORMAT")
    return _("From %(when)s on, they go to %(account)s, unless you stop that.") % {
        "when": when,
        "account": waiting.shown or _("the new account"),
    }
