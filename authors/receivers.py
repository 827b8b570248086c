"""What happens when pages are published and accounts are linked."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from authors import identity, own_images
from authors.mixins import AuthorPageMixin
from authors.models import Author


@receiver(page_published, dispatch_uid="authors.take_identity")
def profile_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, AuthorPageMixin) and not instance.alias_of_id:
        identity.take_identity_from(instance)


@receiver(post_save, sender=Author, dispatch_uid="authors.ensure_collection")
def account_linked(sender: type, instance: Author, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        own_images.ensure_collection(instance)
