"""What machines are told about a page and its authors: one dictionary, whatever the format."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from authors.models import Author
from authors.pictures import portrait, shared_picture
from authors.validators import monetization_url
from authors.writers import ROLES, writers

Facts = dict[str, Any]


def article_facts(page: Any, credits: Sequence[Any], with_image: bool = True) -> Facts:
    """Return what is told of a page that somebody wrote, of a host's own page type too."""
    others = [credit for credit in credits if credit.role not in ROLES]
    return page_facts(page) | {
        "id": stable_id(page),
        "canonical": getattr(page, "canonical_url", "") or page.full_url or "",
        "image": shared_picture(page) if with_image else None,
        "tags": [label.name for label in getattr(page, "labels", ())],
        "authors": [person_facts(credit) for credit in writers(credits)],
        "others": [person_facts(credit) for credit in others],
    }


def profile_facts(page: Any, credit: Any) -> Facts:
    """Return what is told of an author's page, the person as articles tell it."""
    return page_facts(page) | {"person": person_facts(credit), "authors": []}


def page_facts(page: Any) -> Facts:
    return {
        "url": page.full_url or "",
        "title": page.title,
        "summary": getattr(page, "summary", "") or getattr(page, "search_description", ""),
        "language": page.locale.language_code if page.locale_id else "",
        "published": published_at(page),
        "updated": updated_at(page),
    }


def person_facts(credit: Any) -> Facts:
    """Return what is told of an author; without a live profile it is the name alone."""
    profile = credit.profile
    address = (profile.full_url or "") if profile else ""
    photo = portrait(profile) if profile else None
    return {
        "id": f"{address}#person" if address else "",
        "name": credit.name,
        "role": credit.role,
        "is_organisation": credit.author.kind == Author.Kind.ORGANISATION,
        "url": address,
        "headline": profile.headline if profile else "",
        "bio": profile.short_bio if profile else "",
        "image": urljoin(address, photo.url) if photo else "",
        "fediverse": f"@{profile.fediverse_handle.lstrip('@')}"
        if profile and profile.fediverse_handle
        else "",
        "monetization": wallet(credit),
        "same_as": [
            link.url for link in credit.links if link.is_me and link.url.startswith("http")
        ],
    }


def wallet(credit: Any) -> str:
    """Return where Web Monetization pays an author who still writes here, or ""."""
    profile = credit.profile
    return monetization_url(profile.monetization) if profile and not credit.author.left_on else ""


def published_at(page: Any) -> datetime | None:
    return getattr(page, "published_at", page.first_published_at)


def updated_at(page: Any) -> datetime | None:
    """Return when a page was published last, which a date set by hand may lie after."""
    moments = [moment for moment in (page.last_published_at, published_at(page)) if moment]
    return max(moments, default=None)


def stable_id(page: Any, part: str = "") -> str:
    """Return a translation's own id, or a part's, one that a changed address or title leaves alone."""
    own = uuid.uuid5(page.translation_key, page.locale.language_code)
    return (uuid.uuid5(own, part) if part else own).urn
