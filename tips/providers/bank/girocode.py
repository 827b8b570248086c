"""A transfer as a QR code that banking apps read. Source: EPC069-12, version 002 ("GiroCode")."""

import segno
from segno.helpers import make_epc_qr

from tips.models import BankTransfer
from tips.money import CURRENCIES

UTF_8 = 1
QUIET_ZONE = 4  # modules


def girocode(transfer: BankTransfer) -> segno.QRCode:
    """Return the code. The reference goes in as text: not every app knows the structured field."""
    return make_epc_qr(
        name=transfer.payee,
        iban=transfer.iban,
        bic=transfer.bic or None,
        amount=CURRENCIES[transfer.currency].decimal(transfer.amount_minor),
        text=transfer.reference,
        encoding=UTF_8,
    )


def svg(transfer: BankTransfer) -> str:
    """Return the code as SVG that takes the width it is given, dark on white in every theme."""
    return girocode(transfer).svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
