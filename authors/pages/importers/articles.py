"""A post as an article: what becomes of it, and its fields."""

import json
import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from authors.models import Author, Byline
from authors.pages.importers import dates
from authors.pages.importers.body import blocks_from
from authors.pages.importers.exports import Item
from authors.pages.importers.pictures import Pictures
from authors.pages.importers.slugs import free_slug, tag_for
from authors.pages.importers.subjects import topics_for
from authors.pages.importers.words import plain_text
from authors.pages.models import ArticleIndexPage, ArticlePage
from authors.topics import PageTopic

# What nobody wanted to keep.
UNWANTED = {"auto-draft", "inherit", "trash"}


class Fate(StrEnum):
    PUBLISHED = "published"
    PROTECTED = "protected"
    SCHEDULED = "scheduled"
    DRAFT = "draft"


def fate_of(item: Item, now: datetime) -> Fate:
    """Say what becomes of a post. What isn't plainly public becomes a draft.

    A scheduled post whose time has come since the export would be public on the old site too.
    """
    moment = dates.published_at(item)
    if item["status"] == "future" and moment and not item["post_password"]:
        return Fate.SCHEDULED if moment > now else Fate.PUBLISHED
    if item["status"] != "publish":
        return Fate.DRAFT
    return Fate.PROTECTED if item["post_password"] else Fate.PUBLISHED


def create_article(
    item: Item,
    parent: ArticleIndexPage,
    writers: list[Author],
    lead_image: Any = None,
    pictures: Pictures | None = None,
) -> tuple[ArticlePage, Fate]:
    """Write the article with its byline, tags, topics and first revision. Call it in a transaction."""
    fate = fate_of(item, timezone.now())
    page = _article(item, parent, fate, pictures)
    if lead_image is not None:
        page.lead_image = lead_image
        page.lead_image_alt = plain_text(item["lead_image_alt"])[:200]
    page.authors_bylines = [  # type: ignore[misc]  # modelcluster
        Byline(author=author, sort_order=order)
        for order, author in enumerate(dict.fromkeys(writers))
    ]
    page.tags.add(*[tag for tag in map(tag_for, item.tags) if tag])
    page.authors_topics = [  # type: ignore[misc]  # modelcluster
        PageTopic(topic=topic, sort_order=order)
        for order, topic in enumerate(topics_for(item.categories, parent.locale_id))
    ]
    parent.add_child(instance=page)
    if fate == Fate.PROTECTED:
        PageViewRestriction.objects.create(
            page=page,
            restriction_type=PageViewRestriction.PASSWORD,
            password=item["post_password"][:255],
        )
    _record_revision(page, fate)
    return page, fate


def _article(
    item: Item, parent: ArticleIndexPage, fate: Fate, pictures: Pictures | None
) -> ArticlePage:
    text = plain_text(item["content"])
    title = plain_text(item["title"]) or Truncator(text).words(8) or str(_("Untitled"))
    is_live = fate in {Fate.PUBLISHED, Fate.PROTECTED}
    return ArticlePage(
        title=title[:255],
        slug=free_slug(parent, item["post_name"], title, f"post-{item['post_id']}"),
        standfirst=Truncator(plain_text(item["excerpt"])).chars(500),
        body=json.dumps(_stream(item, pictures)),
        published_on=dates.published_on(item),
        locale=parent.locale,
        live=is_live,
        has_unpublished_changes=not is_live,
        first_published_at=dates.published_at(item) if is_live else None,
        last_published_at=dates.modified_at(item) if is_live else None,
        go_live_at=dates.published_at(item) if fate == Fate.SCHEDULED else None,
    )


def _stream(item: Item, pictures: Pictures | None) -> list[dict[str, object]]:
    blocks = blocks_from(item["content"], item.has_classic_text, pictures)
    return [{"type": name, "value": value, "id": str(uuid.uuid4())} for name, value in blocks]


def _record_revision(page: ArticlePage, fate: Fate) -> None:
    """Keep the first version, so that editors can open it and go back to it.

    What is live was published long ago: nobody is told again, so no signal is sent.
    """
    revision = page.save_revision(clean=False)
    if fate == Fate.SCHEDULED:
        revision.publish()
    elif page.live:
        page.live_revision = revision
        page.has_unpublished_changes = False
        # Not save(): it would clean, index and tell everything a third time.
        ArticlePage.objects.filter(pk=page.pk).update(
            live_revision=revision, has_unpublished_changes=False
        )
