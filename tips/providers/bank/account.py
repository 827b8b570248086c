"""Whose bank account a tip goes to, and whether it can be."""

from dataclasses import dataclass

from django.conf import settings
from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException

from tips.models import PayoutAccount

LONGEST_NAME = 70  # Source: EPC069-12, the name of the beneficiary
# Source: EPC409-09. Transfers to these need a BIC, as they lie outside the European Economic Area.
OUTSIDE = frozenset(
    ["AD", "AL", "CH", "GB", "GG", "GI", "IM", "JE", "MC", "MD", "ME", "MK", "RS", "SM", "VA"]
)


@dataclass(frozen=True)
class Payee:
    """A bank account as a reader has to type it."""

    name: str
    iban: str
    bic: str


def payee_for(account: str, livemode: bool) -> Payee | None:
    """Return the site's own account or an author's, or None if it isn't set or can't be right."""
    payee = _authors(account, livemode) if account else _sites()
    return None if payee is None or faults(payee) else payee


def is_iban(text: str) -> bool:
    """Return whether a text is the IBAN of an account within SEPA, written without spaces."""
    return payee_of("", text).iban == text and "iban" not in faults(payee_of("", text))


def payee_of(name: str, iban: str, bic: str = "") -> Payee:
    """Return an account in its shortest writing, with a BIC if the IBAN tells it."""
    name = " ".join(name.split())
    try:
        known = IBAN(iban)
    except SchwiftyException:
        return Payee(name, "", bic)
    return Payee(name, str(known), bic.strip().upper() or str(known.bic or ""))


def faults(payee: Payee) -> list[str]:
    """Return which of name, IBAN and BIC can't be right."""
    found = []
    if not 0 < len(payee.name) <= LONGEST_NAME:
        found.append("name")
    if not payee.iban or not IBAN(payee.iban).in_sepa_zone:
        found.append("iban")
    if not _is_bic(payee.bic) if payee.bic else payee.iban[:2] in OUTSIDE:
        found.append("bic")
    return found


def spaced_iban(iban: str) -> str:
    return IBAN(iban).formatted


def _sites() -> Payee:
    return payee_of(
        str(getattr(settings, "TIPS_BANK_NAME", "")),
        str(getattr(settings, "TIPS_BANK_IBAN", "")),
        str(getattr(settings, "TIPS_BANK_BIC", "")),
    )


def _authors(iban: str, livemode: bool) -> Payee | None:
    """Return what an author's payout account says about an IBAN."""
    rows = PayoutAccount.objects.filter(provider="bank", remote_id=iban, livemode=livemode)
    found = rows.order_by("-pk").first()
    if found is None:
        return None
    told = found.details
    return payee_of(str(told.get("holder", "")), iban, str(told.get("bic", "")))


def _is_bic(text: str) -> bool:
    try:
        BIC(text)
    except SchwiftyException:
        return False
    return True
