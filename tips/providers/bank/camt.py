"""Bank statements in XML, of which only what has arrived is of interest.

Source: ISO 20022, camt.053.001.02 to .08 ("BankToCustomerStatement"). Elements are known by their
local names, as each version has a namespace of its own.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tips.exceptions import TipError
from tips.money import CURRENCIES

MOST_BYTES = 4 * 1024 * 1024
LONGEST_TEXT = 200
NOTHING = "NOTPROVIDED"  # how a bank writes that the payer gave no id


class UnreadableStatement(TipError):
    """The file is no CAMT.053 statement, or not a whole one."""


@dataclass(frozen=True)
class Line:
    """A line of a statement. The same line has the same key in every statement that has it."""

    key: str
    statement: str
    iban: str
    amount_minor: int  # -1 for an amount that isn't in minor units of the currency
    currency: str
    is_credit: bool
    is_booked: bool
    is_reversal: bool
    booked_on: date
    texts: tuple[str, ...]  # where a reference may stand, each by itself
    shown: str


def read(content: bytes) -> list[Line]:
    """Return the lines of a statement. Raise UnreadableStatement."""
    root = _parsed(content)
    if root.tag != "Document" or root.find("BkToCstmrStmt") is None:
        raise UnreadableStatement("no_statement")
    try:
        return list(_once(map(_numbered, map(_lines, root.iterfind("BkToCstmrStmt/Stmt")))))
    except (ValueError, AttributeError) as error:
        raise UnreadableStatement("content") from error


def _parsed(content: bytes) -> Element:
    if len(content) > MOST_BYTES:
        raise UnreadableStatement("too_long")
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableStatement("no_xml") from error
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    return root


def _lines(statement: Element) -> Iterator[Line]:
    name = _text(statement, "Id")
    iban = re.sub(r"\s", "", _text(statement, "Acct/Id/IBAN")).upper()
    for entry in statement.iterfind("Ntry"):
        for amount, part in _parts(entry):
            yield _line(name, iban, entry, amount, part)


def _parts(entry: Element) -> list[tuple[Element, Element]]:
    """Return amount and details of each payment in an entry.

    A bank may book several payments as one entry; if it doesn't tell what each of them is worth, or
    that doesn't add up, the entry is taken as a whole.
    """
    whole = _needed(entry, "Amt")
    details = entry.findall("NtryDtls/TxDtls")
    if len(details) > 1:
        amounts = [a for one in details if (a := _own_amount(one)) is not None]
        sums = sum(_minor(amount) for amount in amounts)
        if len(amounts) == len(details) and sums == _minor(whole):
            return list(zip(amounts, details, strict=True))
    return [(whole, entry)]


def _own_amount(details: Element) -> Element | None:
    found = details.find("Amt")
    return details.find("AmtDtls/TxAmt/Amt") if found is None else found


def _line(statement: str, iban: str, entry: Element, amount: Element, part: Element) -> Line:
    texts = tuple(_texts(part))
    shown = " ".join([_name(part), *texts]).replace(NOTHING, "").split()
    line = Line(
        key="",
        statement=statement,
        iban=iban,
        amount_minor=_minor(amount),
        currency=amount.get("Ccy", ""),
        is_credit=_needed_text(entry, "CdtDbtInd") == "CRDT",
        is_booked=(_text(entry, "Sts/Cd") or _text(entry, "Sts")) == "BOOK",
        is_reversal=_text(entry, "RvslInd") in ("true", "1"),
        booked_on=_day(entry),
        texts=texts,
        shown=" ".join(shown)[:LONGEST_TEXT],
    )
    ids = [_text(entry, "AcctSvcrRef"), _text(part, "Refs/AcctSvcrRef"), _text(part, "Refs/TxId")]
    return replace(line, key=_digest(line, ids))


def _texts(part: Element) -> Iterator[str]:
    """Yield each text of a payment. What was broken into several elements is joined."""
    for path in ("RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/AddtlRmtInf", "Refs/EndToEndId"):
        yield from (_stripped(found) for found in part.iterfind(f".//{path}"))
    for info in part.iterfind(".//RmtInf"):
        yield " ".join(_stripped(found) for found in info.iterfind("Ustrd"))
    for path in ("AddtlTxInf", "AddtlNtryInf"):
        yield from (_stripped(found) for found in part.iterfind(f".//{path}"))


def _name(part: Element) -> str:
    """Return who paid. Version .08 puts a level between."""
    return _text(part, ".//RltdPties/Dbtr/Nm") or _text(part, ".//RltdPties/Dbtr/Pty/Nm")


def _digest(line: Line, ids: list[str]) -> str:
    facts = [line.iban, line.booked_on.isoformat(), str(line.amount_minor), line.currency]
    told = [*facts, str(line.is_credit), str(line.is_reversal), *ids, *line.texts]
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()


def _numbered(lines: Iterator[Line]) -> Iterator[Line]:
    """Tell lines apart that are alike: the first and the second of a day are so in each statement."""
    seen: Counter[str] = Counter()
    for line in lines:
        seen[line.key] += 1
        yield replace(line, key=f"{line.key}-{seen[line.key]}")


def _once(statements: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """Leave out what an earlier statement of the file tells, as when days are told by the month too."""
    known: set[str] = set()
    for lines in statements:
        fresh = [line for line in lines if line.key not in known]
        known |= {line.key for line in fresh}
        yield from fresh


def _minor(amount: Element) -> int:
    """Return minor units, or -1 for what has more decimals than its currency."""
    text, currency = _stripped(amount), CURRENCIES.get(amount.get("Ccy", ""))
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{0,5})?", text):
        raise ValueError("amount")
    whole, _point, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    if currency is None or len(decimals) > currency.exponent:
        return -1
    return int(whole + decimals.ljust(currency.exponent, "0"))


def _day(entry: Element) -> date:
    for path in ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"):
        if text := _text(entry, path):
            return date.fromisoformat(text[:10])
    raise ValueError("date")


def _needed(element: Element, path: str) -> Element:
    found = element.find(path)
    if found is None:
        raise ValueError(path)
    return found


def _needed_text(element: Element, path: str) -> str:
    return _stripped(_needed(element, path))


def _text(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else _stripped(found)


def _stripped(element: Element) -> str:
    return " ".join((element.text or "").split())
