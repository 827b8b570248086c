"""What happens elsewhere and concerns followers. Each receiver writes one row at most."""

from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string
from wagtail.signals import page_published

from authors.followers import bounces
from authors.followers.models import News
from authors.followers.spreading import announce, is_news, is_recent
from authors.mixins import ArticleMixin


def connect() -> None:
    page_published.connect(article_published, dispatch_uid="followers.article")
    if apps.is_installed("authors.comments"):
        approved = import_string("authors.comments.signals.comment_approved")
        approved.connect(comment_approved, dispatch_uid="followers.comment")
    if find_spec("anymail"):
        import_string("anymail.signals.tracking").connect(
            bounces.tracked, dispatch_uid="followers.bounces"
        )


def article_published(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """Note a new article. A translation is one of its own; a copy that follows another is not."""
    if isinstance(instance, ArticleMixin) and not instance.alias_of_id and is_news(instance):  # type: ignore[attr-defined]
        announce(News.Kind.ARTICLE, instance)


def comment_approved(sender: Any, comment: Any, **_kwargs: Any) -> None:
    """Note a new comment, unless it is an old one that was imported or found at last."""
    if is_recent(comment.created_at):
        announce(News.Kind.COMMENT, comment.page, comment.pk)
