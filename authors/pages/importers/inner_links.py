"""Links from one article to another, which led to the old site until both had moved."""

import json
import re
from html import escape, unescape
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex, Revision

from authors.pages.importers.destination import Destination
from authors.pages.importers.web_addresses import parts_of
from authors.pages.models import ArticlePage

LINK = re.compile(r'<a href="([^"]*)"')


class InnerLinks:
    """Find the articles that link to the old site, and turn what has moved into links to pages."""

    def __init__(self, address: str, place: Destination) -> None:
        self.host = parts_of(address).netloc.lower().removeprefix("www.")
        self.place = place
        self.linking: list[int] = []

    def note(self, page: ArticlePage) -> None:
        """Remember a page if it has to be looked at once everything has moved."""
        if any(self._is_old(link) for link in LINK.findall(_text(page))):
            self.linking.append(page.pk)

    def mend(self, page_pk: int) -> None:
        """Rewrite a page's links, in its first version as well."""
        page = ArticlePage.objects.filter(pk=page_pk).first()
        if page is None:
            return  # What failed after it was noted.
        blocks: Any = [dict(block) for block in page.body.raw_data]
        for block in blocks:
            if block["type"] in {"paragraph", "html"}:
                is_rich = block["type"] == "paragraph"
                block["value"] = LINK.sub(lambda m, r=is_rich: self._mended(m, r), block["value"])  # type: ignore[misc]
        body = json.dumps(blocks)
        ArticlePage.objects.filter(pk=page.pk).update(body=body)
        revision = page.get_latest_revision()
        Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"body": body})
        page.refresh_from_db()
        ReferenceIndex.create_or_update_for_object(page)

    def _mended(self, match: re.Match[str], is_rich: bool) -> str:
        address = unescape(match[1])
        if not self._is_old(match[1]):
            return match[0]
        parts = parts_of(address)
        wanted = f"{parts.path}?{parts.query}" if parts.query else parts.path
        found = Redirect.get_for_site(self.place.site).filter(
            old_path=Redirect.normalise_path(wanted),
            redirect_page__isnull=False,
            redirect_page_route_path="",  # A link to a page can't name what is below it.
        )
        redirect = found.select_related("redirect_page").first()
        if redirect is None:
            return match[0]
        if is_rich and not parts.fragment:
            return f'<a linktype="page" id="{redirect.redirect_page_id}"'
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f'<a href="{escape(f"{redirect.redirect_page.url}{fragment}")}"'

    def _is_old(self, link: str) -> bool:
        parts = parts_of(unescape(link))
        if not parts.netloc:
            return parts.path.startswith("/")
        return parts.netloc.lower().removeprefix("www.") == self.host


def _text(page: ArticlePage) -> str:
    return "".join(
        block["value"] for block in page.body.raw_data if isinstance(block["value"], str)
    )
