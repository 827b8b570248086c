"""What of tipping stands on pages that are kept: when it changes, they are made anew."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from authors import generations
from tips.models import Goal, PayoutAccount, Tip, TipPreferences

ON_EVERY_PAGE = (TipPreferences, PayoutAccount)
BY_READERS = (Tip, Goal)


@receiver([post_save, post_delete], dispatch_uid="tips.shown_changed")
def shown_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ON_EVERY_PAGE):
        generations.bump()
    elif isinstance(instance, BY_READERS) and is_shown(instance):
        generations.bump(generations.READERS)


def is_shown(instance: Any) -> bool:
    """Tell whether readers may see it: of tips, only those that have been paid."""
    return not isinstance(instance, Tip) or instance.paid_at is not None
