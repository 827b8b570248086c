"""What of comments stands on pages that are kept: when it changes, they are made anew."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from authors import generations
from authors.comments.models import Comment, CommentRules

SHOWN = {Comment.State.APPROVED, Comment.State.WITHDRAWN}


def comments_changed(page: Any) -> None:
    """Have the page be made anew for the next reader."""
    generations.bump(generations.READERS)


@receiver([post_save, post_delete], sender=CommentRules, dispatch_uid="comments.rules")
def rules_changed(sender: type, **kwargs: Any) -> None:
    generations.bump()


@receiver([post_save, post_delete], sender=Comment, dispatch_uid="comments.comment")
def comment_changed(sender: type, instance: Comment, **kwargs: Any) -> None:
    """Hear of what editors change and delete; what waits is shown nowhere."""
    if instance.state in SHOWN:
        generations.bump(generations.READERS)
