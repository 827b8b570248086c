"""What happens when pages are published."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from authors import identity
from authors.mixins import AuthorPageMixin


@receiver(page_published, dispatch_uid="authors.take_identity")
def profile_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, AuthorPageMixin) and not instance.alias_of_id:
        identity.take_identity_from(instance)
