"""Statements as banks write them, of the two versions in use, small and made up."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.tips.providers.bank.stage import IBAN


@dataclass
class Entry:
    """A line of a statement. Several `parts` are payments that the bank booked as one."""

    amount: str = "5.00"
    text: str | list = ""
    currency: str = "EUR"
    direction: str = "CRDT"
    state: str = "BOOK"
    day: str = "2026-11-24"
    reversal: bool = False
    reference: str = ""  # the structured one
    bank_id: str = ""
    name: str = "Grace Hopper"
    parts: list = field(default_factory=list)


def statement(*entries, version="08", iban=IBAN, name="2026-11-24/1", head='<?xml version="1.0"?>'):
    """Return the bytes of a CAMT.053 file."""
    lines = "".join(_entry(entry, version) for entry in entries)
    return (
        f'{head}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
        f"<BkToCstmrStmt><GrpHdr><MsgId>m1</MsgId><CreDtTm>2026-11-24T20:00:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{name}</Id><Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
        f"{lines}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _entry(entry, version):
    state = f"<Cd>{entry.state}</Cd>" if version == "08" else entry.state
    reversal = "<RvslInd>true</RvslInd>" if entry.reversal else ""
    bank_id = f"<AcctSvcrRef>{entry.bank_id}</AcctSvcrRef>" if entry.bank_id else ""
    details = "".join(_details(part, version, True) for part in entry.parts)
    return (
        f'<Ntry><Amt Ccy="{entry.currency}">{entry.amount}</Amt>'
        f"<CdtDbtInd>{entry.direction}</CdtDbtInd>{reversal}<Sts>{state}</Sts>"
        f"<BookgDt><Dt>{entry.day}</Dt></BookgDt><ValDt><Dt>{entry.day}</Dt></ValDt>{bank_id}"
        f"<BkTxCd><Prtry><Cd>NTRF+166</Cd></Prtry></BkTxCd>"
        f"<NtryDtls>{details or _details(entry, version, False)}</NtryDtls></Ntry>"
    )


def _details(entry, version, has_amount):
    texts = [entry.text] if isinstance(entry.text, str) else entry.text
    ustrd = "".join(f"<Ustrd>{escape(text)}</Ustrd>" for text in texts)
    strd = f"<Strd><CdtrRefInf><Ref>{entry.reference}</Ref></CdtrRefInf></Strd>"
    party = f"<Nm>{escape(entry.name)}</Nm>"
    party = f"<Pty>{party}</Pty>" if version == "08" else party
    amount = f'<Amt Ccy="{entry.currency}">{entry.amount}</Amt>' if has_amount else ""
    old = f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>" if version == "02" and has_amount else ""
    return (
        f"<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
        f"{old or amount}<RltdPties><Dbtr>{party}</Dbtr></RltdPties>"
        f"<RmtInf>{ustrd}{strd if entry.reference else ''}</RmtInf></TxDtls>"
    )
