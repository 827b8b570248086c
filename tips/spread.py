"""How authors carry their tip jar elsewhere: a link, a button, a QR code, a card in a frame.

All of it is made here, so that nobody else learns who looks, and keeps which article it is about.
"""

import io
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse
from wagtail.models import Site

from authors.models import Author
from tips.models import Tip

LARGE = 8  # pixels a module
SVG_LARGE = 10


@dataclass(frozen=True)
class Jar:
    """An author's tip jar, for one article or for all that the author does."""

    author: Author
    site: Site
    page: Any = None

    def address(self, source: Tip.Source, view: str = "tips:form") -> str:
        """Return the absolute address of the form, or of another view, in the active language."""
        return f"{self.site.root_url}{reverse(view, args=[self.author.handle])}{self.query(source)}"

    def query(self, source: Tip.Source) -> str:
        about = {"page": self.page.pk} if self.page else {}
        return "?" + urlencode({**about, "source": source.value})

    def picture(self, view: str) -> str:
        """Return the address of a picture, which says for which article it is."""
        about = f"?page={self.page.pk}" if self.page else ""
        return f"{self.site.root_url}{reverse(view, args=[self.author.handle])}{about}"

    def qr_svg(self) -> bytes:
        return _drawn(self._code(), "svg", scale=SVG_LARGE, xmldecl=False, svgclass=None)

    def qr_png(self) -> bytes:
        return _drawn(self._code(), "png", scale=LARGE)

    def _code(self) -> Any:
        return segno.make(self.address(Tip.Source.QR), error="m", micro=False)


def frame_hosts() -> list[str]:
    """Return the origins whose pages may show an author's card in a frame."""
    return list(getattr(settings, "TIPS_EMBED_HOSTS", ()))


def _drawn(code: Any, kind: str, **options: Any) -> bytes:
    """Draw dark on white with the quiet zone that readers of QR codes need."""
    out = io.BytesIO()
    code.save(out, kind=kind, dark="#000", light="#fff", border=4, **options)
    return out.getvalue()
