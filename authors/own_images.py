"""The images an author may use: those in a collection of their own, and those shared by all authors."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from authors.models import Author
from authors.ownership import author_pks_of

# Their names in Wagtail's tree of collections; editors may rename those below.
SHARED, OWN = "Authors", "Images of single authors"
ON_OWN = {"add", "choose"}


def ensure_collection(author: Author) -> None:
    """Give an author with an account a collection, unless there is one."""
    if author.user_id is None or author.collection_id is not None:
        return
    with transaction.atomic():
        # One at a time: the tree numbers its branches.
        root = Collection.objects.select_for_update().get(
            pk=Collection.get_first_root_node().pk  # type: ignore[union-attr]  # migrations made it
        )
        parent = named_below(root, OWN)
        collection = parent.add_child(name=str(author)[:255])
        Author.objects.filter(pk=author.pk).update(collection=collection)
    author.collection = collection


def named_below(parent: Collection, name: str) -> Collection:
    return parent.get_children().filter(name=name).first() or parent.add_child(name=name)


def collections_of(user: Any) -> list[Collection]:
    """Return the user's own collections; asked once for a user object, as Wagtail does."""
    if not hasattr(user, "_authors_collections"):
        owners = Author.objects.filter(pk__in=author_pks_of(user))
        owned = Collection.objects.filter(pk__in=owners.values("collection"))
        user._authors_collections = list(owned)
    return user._authors_collections


@dataclass(frozen=True)
class Grant:
    """What Wagtail's policy reads of a group's permission on a collection."""

    collection: Collection

    @property
    def collection_id(self) -> int:
        return self.collection.pk


class OwnImagesPolicy(CollectionOwnershipPermissionPolicy):
    """Let authors add to and choose from their own collection, as if a group of theirs could."""

    def _get_user_permission_objects_for_actions(self, user: Any, actions: Any) -> set[Any]:
        granted = super()._get_user_permission_objects_for_actions(user, actions)
        if not ON_OWN & set(actions):
            return granted
        return granted | {Grant(collection) for collection in collections_of(user)}


def policy() -> OwnImagesPolicy:
    """Return the policy that takes the place of Wagtail's, which has the same arguments."""
    return OwnImagesPolicy(
        get_image_model(), auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user"
    )
