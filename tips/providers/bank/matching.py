"""Which lines of a statement pay which transfers, and why the others don't."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tips.models import BankCredit, BankTransfer
from tips.money import CURRENCIES, format_amount
from tips.providers.bank.camt import Line
from tips.providers.bank.reference import references_in

CHUNK = 500  # how many values one query asks for


class Verdict(models.TextChoices):
    """What is done with a line. The texts are for the tip manager."""

    BOOK = "book", _("will be booked as paid")
    OTHER_AMOUNT = "other_amount", _("another amount than asked for: will be noted, not booked")
    NOTED = "noted", _("noted before: nothing to do")
    PAID_BEFORE = "paid_before", _("the transfer was paid before: perhaps sent twice")
    UNKNOWN = "unknown", _("the reference isn’t one of ours")
    SEVERAL = "several", _("several references: please confirm by hand")
    OTHER_ACCOUNT = "other_account", _("came to another account than the reader was given")
    CURRENCY = "currency", _("another currency")
    REVERSAL = "reversal", _("the bank takes something back: please look at it")
    NOT_BOOKED = "not_booked", _("not booked by the bank yet")
    NO_REFERENCE = "no_reference", _("no reference")
    OUT = "out", _("money that went out")


USED = {Verdict.BOOK, Verdict.OTHER_AMOUNT}
# What usually has nothing to do with tips is only counted.
COUNTED = {Verdict.OUT}


@dataclass(frozen=True)
class Match:
    line: Line
    verdict: Verdict
    transfer: BankTransfer | None = None

    @property
    def amount(self) -> str:
        """What the line is worth, for people."""
        line = self.line
        is_known = line.currency in CURRENCIES and line.amount_minor >= 0
        return format_amount(line.amount_minor, line.currency) if is_known else line.currency


def judge(lines: Iterable[Line], among: "QuerySet[BankTransfer]") -> list[Match]:
    """Return a verdict for each line, in their order, by the transfers there are. Writes nothing."""
    lines = list(lines)
    found = {line.key: references_in_line(line) for line in lines}
    transfers = _transfers({one for every in found.values() for one in every}, among)
    noted = _noted(list(found))
    received = {transfer.pk: transfer.received_minor for transfer in transfers.values()}
    matches = []
    for line in lines:
        references = found[line.key]
        known = [transfers[reference] for reference in references if reference in transfers]
        verdict = _verdict(line, bool(references), known, noted, received)
        matches.append(Match(line, verdict, known[0] if len(known) == 1 else None))
        if verdict in USED:
            received[known[0].pk] += line.amount_minor
    return matches


def references_in_line(line: Line) -> list[str]:
    return list(dict.fromkeys(ref for text in line.texts for ref in references_in(text)))


def _verdict(
    line: Line,
    has_reference: bool,
    known: list[BankTransfer],
    noted: set[str],
    received: dict[str, int],
) -> Verdict:
    if not line.is_credit:
        return Verdict.REVERSAL if line.is_reversal and known else Verdict.OUT
    if not has_reference:
        return Verdict.NO_REFERENCE
    if line.key in noted:
        return Verdict.NOTED
    if not known:
        return Verdict.UNKNOWN
    if len(known) > 1:
        return Verdict.SEVERAL
    return _verdict_for(line, known[0], received[known[0].pk])


def _verdict_for(line: Line, transfer: BankTransfer, received_minor: int) -> Verdict:
    """Judge a line that names one transfer of ours."""
    if line.is_reversal:
        return Verdict.REVERSAL
    if not line.is_booked:
        return Verdict.NOT_BOOKED
    if line.iban != transfer.iban:
        return Verdict.OTHER_ACCOUNT
    if line.currency != transfer.currency or line.amount_minor <= 0:
        return Verdict.CURRENCY
    if received_minor == transfer.amount_minor:
        return Verdict.PAID_BEFORE
    is_whole = received_minor + line.amount_minor == transfer.amount_minor
    return Verdict.BOOK if is_whole else Verdict.OTHER_AMOUNT


def _transfers(references: set[str], among: "QuerySet[BankTransfer]") -> dict[str, BankTransfer]:
    return {
        transfer.reference: transfer
        for part in _chunks(sorted(references))
        for transfer in among.filter(reference__in=part)
    }


def _noted(keys: list[str]) -> set[str]:
    return {
        key
        for part in _chunks(keys)
        for key in BankCredit.objects.filter(line_key__in=part).values_list("line_key", flat=True)
    }


def _chunks(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
