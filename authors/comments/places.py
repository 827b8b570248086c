"""Which pages take comments, and until when."""

from datetime import datetime, timedelta
from typing import Any

import swapper
from django.conf import settings
from django.utils import timezone
from wagtail.models import Site

from authors.base_page import BASE_PAGE
from authors.comments.models import Comment, CommentSettings
from authors.facts import published_at
from authors.memory import until_changed
from authors.visibility import visible

assert BASE_PAGE  # importing it has told swapper the prefix of the base page model


def public_page(pk: int) -> Any:
    """Return a page that anybody can read and that may have comments, or None."""
    pages = visible(swapper.load_model("wagtailcore", "Page").objects)
    page = pages.filter(pk=pk).first()
    return page.specific if page is not None and takes_comments(page.specific) else None


def takes_comments(page: Any) -> bool:
    """Tell whether a page is of a type that has comments: it says so, or the setting does."""
    named = {label.lower() for label in getattr(settings, "AUTHORS_COMMENTS_PAGE_TYPES", [])}
    return hasattr(page, "comments_open") or type(page)._meta.label_lower in named


def settings_for(page: Any) -> CommentSettings:
    """Return the settings of the page's site, or the defaults outside any site."""
    parts = page.get_url_parts()
    key = ("authors.comments.settings", parts[0] if parts else None)
    return until_changed(key, lambda: find_settings(page.get_site()))


def find_settings(site: Site | None) -> CommentSettings:
    return CommentSettings.for_site(site) if site else CommentSettings()


def is_open(page: Any) -> bool:
    """Tell whether readers can comment on a page now."""
    own = settings_for(page)
    closes = closes_at(page, own)
    is_in_time = closes is None or timezone.now() < closes
    return own.is_open and is_in_time and getattr(page, "comments_open", True)


def closes_at(page: Any, own: CommentSettings) -> datetime | None:
    published = published_at(page)
    if not own.closes_after_days or published is None:
        return None
    return published + timedelta(days=own.closes_after_days)


def answerable(page: Any, pk: str | int | None) -> Comment | None:
    """Return a comment on the page that can be answered, or None."""
    digits = str(pk or "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        return None
    return Comment.objects.approved().filter(page=page.pk, pk=int(digits)).first()
