"""Which pages name an author in a draft, whoever they name in public."""

from collections.abc import Iterable
from typing import Any

import swapper
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from authors.bylines import going_live


def pages_drafted_with(author_pks: Iterable[int]) -> set[int]:
    """Return the keys of pages with a draft, still going to be published, that names an author."""
    wanted = set(author_pks)
    return {
        int(page_pk)
        for page_pk, content in likely_drafts(wanted).values_list("object_id", "content")
        if wanted & {row.get("author") for row in content.get("authors_bylines", ())}
    }


def likely_drafts(author_pks: set[int]) -> Any:
    """Return the drafts with such a key of an author somewhere; no two databases read JSON alike."""
    pages = swapper.load_model("wagtailcore", "Page").objects.all()
    number = "|".join(map(str, sorted(author_pks)))
    drafts = going_live(Revision.page_revisions.all(), pages)
    text = drafts.annotate(text=Cast("content", TextField())).order_by()
    return text.filter(text__regex=rf'"author": ({number})[,}}]')
