"""A workbook in XLSX, written while it is sent: what is on its way needs no memory.

Source: ECMA-376, Part 1, 18 (SpreadsheetML). Strings stand in their cells, so that nothing has to be
known before the first line is sent.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from io import RawIOBase
from itertools import count
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from authors.cells import printable, safe_cell

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PLAIN, DATE, QUOTED = range(3)  # the styles below, in their order
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet knows no zones
DAY_SECONDS = 86_400
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHEET = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"


def stream(batches: Iterable[Iterable[Iterable[Any]]], date_format: str) -> Iterator[bytes]:
    """Yield a workbook of one sheet, batch by batch of its lines."""
    sink, numbers = _Sink(), count(1)
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name, content in _frame(date_format).items():
            archive.writestr(name, HEAD + content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(SHEET[0].encode())
            for lines in batches:
                sheet.write("".join(_line(next(numbers), line) for line in lines).encode())
                yield sink.take()
            sheet.write(SHEET[1].encode())
    yield sink.take()


class _Sink(RawIOBase):
    """Where an archive is written, and taken from before it is whole."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self.parts.append(bytes(part))
        return len(part)

    def take(self) -> bytes:
        taken, self.parts = b"".join(self.parts), []
        return taken


def _line(number: int, values: Iterable[Any]) -> str:
    cells = (_cell(f"{_letters(n)}{number}", value) for n, value in enumerate(values))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _letters(number: int) -> str:
    """Return the name of a column: A to Z, AA and so on."""
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _cell(place: str, value: Any) -> str:
    if value in ("", None):
        return ""
    if isinstance(value, datetime):
        days = (value - EPOCH).total_seconds() / DAY_SECONDS
        return f'<c r="{place}" s="{DATE}"><v>{days!r}</v></c>'
    if isinstance(value, int | Decimal):
        return f'<c r="{place}"><v>{Decimal(value):f}</v></c>'
    text = str(value)
    # A text is one by its type. The style keeps it so when somebody edits the cell.
    style = QUOTED if safe_cell(text) != text else PLAIN
    # What XML would turn into a plain line break.
    written = escape(printable(text), {"\r": "&#13;"})
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _frame(date_format: str) -> dict[str, str]:
    """Return what stands around the sheet, by the names of the files."""
    types = {
        "/xl/workbook.xml": "sheet.main+xml",
        "/xl/worksheets/sheet1.xml": "worksheet+xml",
        "/xl/styles.xml": "styles+xml",
    }
    parts = "".join(
        f'<Override PartName="{name}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}"/>'
        for name, kind in types.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{parts}</Types>',
        "_rels/.rels": _links(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(
            worksheet="worksheets/sheet1.xml", styles="styles.xml"
        ),
        "xl/styles.xml": _styles(date_format),
    }


def _links(**targets: str) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def _styles(date_format: str) -> str:
    code = quoteattr(re.sub(r"[\x00-\x1f]", "", date_format))
    plain = 'fontId="0" fillId="0" borderId="0" xfId="0"'
    return (
        f'<styleSheet xmlns="{MAIN}">'
        f'<numFmts count="1"><numFmt numFmtId="164" formatCode={code}/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="3"><xf numFmtId="0" {plain}/>'
        f'<xf numFmtId="164" {plain} applyNumberFormat="1"/>'
        f'<xf numFmtId="0" {plain} quotePrefix="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
