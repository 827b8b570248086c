"""Merge two authors who turn out to be one: everything follows, and nothing is deleted."""

from typing import Any

import swapper
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from authors.byline_swaps import name_current_authors
from authors.listing import merged_into
from authors.models import Author, Byline
from authors.profiles import profile_models

ACTION = "authors.merge"


def merge(author: Author, into: Author, *, user: Any = None) -> Author:
    """Let `into` take over all that `author` is named on. Return the author who remains."""
    with transaction.atomic():
        survivor = into.current
        locked = Author.objects.select_for_update().order_by("pk")
        rows = {row.pk: row for row in locked.filter(pk__in=[author.pk, survivor.pk])}
        author, survivor = rows[author.pk], rows[survivor.pk]
        if author.merged_into_id and author.current.pk == survivor.pk != author.pk:
            return survivor
        refuse_merge(author, survivor)
        author.merged_into = survivor
        hand_over_account(author, survivor)
        for page in pages_naming(author):
            name_current_authors(page, user=user)
        for page in live_profiles_of(author):
            page.unpublish(user=user)
        log(survivor, ACTION, user=user, data={"name": str(author), "handle": author.handle})
    return survivor


def refuse_merge(author: Author, survivor: Author) -> None:
    if author.pk == survivor.pk:
        raise ValidationError(_("An author can't be merged into themselves."))
    if author.merged_into_id or survivor.merged_into_id:
        raise ValidationError(_("One of the two has just been merged. Please look again."))


def hand_over_account(author: Author, survivor: Author) -> None:
    """Move the account to a survivor without one. A second account goes on working, for both."""
    account = author.user if survivor.user_id is None else None
    if account is not None:
        author.user = None
    author.save(update_fields=["merged_into", "user"])
    if account is not None:
        survivor.user = account
        survivor.save(update_fields=["user"])


def pages_naming(author: Author) -> list[Any]:
    """Return the pages whose rows name the author, or one who was merged into them before."""
    rows = Byline.objects.filter(author__in=[author.pk, *merged_into(author)])
    pages = swapper.load_model("wagtailcore", "Page").objects.filter(pk__in=rows.values("page"))
    return list(pages.order_by("pk").specific())


def live_profiles_of(author: Author) -> list[Any]:
    pks = [author.pk, *merged_into(author)]
    return [
        page
        for model in profile_models()
        for page in model.objects.live().filter(author__in=pks)  # type: ignore[attr-defined]
    ]
