"""Slugs that are still free."""

import re
from itertools import chain, count
from urllib.parse import unquote

from anyascii import anyascii
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.models import Page

from authors.handles import RESERVED
from authors.pages.importers.exports import Term

PAGE_SLUG_LENGTH = 240
TAG_LENGTH = 90


def free_slug(parent: Page, *wanted: str) -> str:
    """Return the first of the wanted words that makes a slug, with a number if it is taken."""
    slugs = (slugify(unquote(word), allow_unicode=True)[:PAGE_SLUG_LENGTH] for word in wanted)
    base = next((slug for slug in slugs if slug.strip("-_")), "untitled")
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return _numbered(base, taken | RESERVED)


def tag_for(term: Term) -> Tag | None:
    """Return the tag of that name in any case, else a new one; None for a name without words."""
    name = _tag_name(term)
    if not name:
        return None
    if tag := known_tag(term):
        return tag
    # taggit leaves a slug empty that has no letters, and an empty slug has no address.
    base = slugify(anyascii(name))[:TAG_LENGTH].strip("-_") or "tag"
    taken = set(Tag.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return Tag.objects.create(name=name, slug=_numbered(base, taken))


def known_tag(term: Term) -> Tag | None:
    return Tag.objects.filter(name__iexact=_tag_name(term)).first()


def _tag_name(term: Term) -> str:
    return " ".join(term.name.split())[:TAG_LENGTH].strip()


def slug_of_login(login: str) -> str:
    """Return what WordPress makes of a login for the address of its author's list."""
    words = re.sub(r"[./\s]+", "-", anyascii(login).strip().lower())
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9_-]", "", words)).strip("-")


def _numbered(base: str, taken: set[str]) -> str:
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)
