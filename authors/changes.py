"""Whatever readers see of the content: when it changes, a new generation begins."""

from functools import cache
from typing import Any

import swapper
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver
from taggit.models import Tag, TaggedItemBase
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from authors import generations, memory
from authors.models import Author, AuthorLink, Byline, PageTopic, Topic, TopicName

# What saving a draft writes to a page; readers see none of it.
OF_DRAFTS = {
    "draft_title",
    "expired",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}

request_started.connect(memory.begin_request, dispatch_uid="authors.begin_request")
request_finished.connect(memory.end_request, dispatch_uid="authors.end_request")


@cache
def shown_models() -> tuple[type, ...]:
    page = swapper.load_model("wagtailcore", "Page")
    own = (Author, AuthorLink, Byline, PageTopic, Tag, TaggedItemBase, Topic, TopicName)
    return (page, get_image_model(), AbstractSetting, Locale, PageViewRestriction, Site, *own)


@receiver(post_save, dispatch_uid="authors.content_saved")
def content_saved(sender: type, instance: Any, **kwargs: Any) -> None:
    fields = kwargs.get("update_fields")
    is_of_drafts = fields is not None and OF_DRAFTS.issuperset(fields)
    is_new_draft = kwargs.get("created") and getattr(instance, "live", True) is False
    if isinstance(instance, shown_models()) and not is_of_drafts and not is_new_draft:
        generations.bump()


@receiver(post_delete, dispatch_uid="authors.content_deleted")
def content_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, (*shown_models(), AbstractRendition)):
        generations.bump()


@receiver([page_published, page_unpublished, post_page_move], dispatch_uid="authors.page_changed")
def page_changed(sender: type, **kwargs: Any) -> None:
    generations.bump()


@receiver(post_migrate, dispatch_uid="authors.database_replaced")
def database_replaced(sender: Any, **kwargs: Any) -> None:
    """Drop what was kept of a database that may have been another one before."""
    if sender.label == "authors":
        generations.bump()
        generations.bump(generations.READERS)
