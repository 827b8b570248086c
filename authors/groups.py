"""The groups that authors, editors and tip managers are in, and what each may do."""

from typing import Any

import swapper
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail import hooks
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from authors import own_images
from authors.indexes import ArticleIndexMixin, AuthorIndexMixin
from authors.models import Author

AUTHORS, TRUSTED, EDITORS, TIP_MANAGERS = "Authors", "Trusted authors", "Editors", "Tip managers"
NAMES = (AUTHORS, TRUSTED, EDITORS, TIP_MANAGERS)
ON_ARTICLES = {
    AUTHORS: ["add"],
    TRUSTED: ["add", "publish"],
    EDITORS: ["add", "change", "publish", "bulk_delete", "lock", "unlock"],
}
ON_PROFILES = {EDITORS: ON_ARTICLES[EDITORS]}
ON_TOPICS = ["view_topic", "add_topic", "change_topic", "delete_topic"]
ON_AUTHORS = {
    EDITORS: ["view_author", "add_author", "change_author", "change_byline", *ON_TOPICS],
}
ON_IMAGES = {
    AUTHORS: ["choose"],
    TRUSTED: ["choose"],
    EDITORS: ["add", "change", "delete", "choose"],
}


@transaction.atomic
def setup_roles() -> dict[str, Group]:
    """Make the groups and give them what they lack. What somebody added to them stays."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in NAMES}
    for group in groups.values():
        give(group, "wagtailadmin", ["access_admin"])
    for name, codenames in ON_AUTHORS.items():
        give(groups[name], "authors", codenames)
    give_pages(groups, ON_ARTICLES, sections(ArticleIndexMixin))
    give_pages(groups, ON_PROFILES, sections(AuthorIndexMixin))
    give_images(groups)
    let_editors_approve(groups[EDITORS], sections(ArticleIndexMixin))
    for hook in hooks.get_hooks("authors_setup_roles"):
        hook(groups)
    return groups


def give(group: Group, app_label: str, codenames: list[str]) -> None:
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
    )


def sections(kind: type) -> list[Any]:
    """Return the indexes of a kind in every language."""
    models: list[Any] = [model for model in apps.get_models() if issubclass(model, kind)]
    return [page for model in models for page in model.objects.all()]


def give_pages(groups: dict[str, Group], rights: dict[str, list[str]], pages: list[Any]) -> None:
    base = swapper.load_model("wagtailcore", "Page")._meta
    for name, actions in rights.items():
        codenames = [f"{action}_{base.model_name}" for action in actions]
        for permission in Permission.objects.filter(
            content_type__app_label=base.app_label, codename__in=codenames
        ):
            for page in pages:
                GroupPagePermission.objects.get_or_create(
                    group=groups[name], page_id=page.pk, permission=permission
                )


def give_images(groups: dict[str, Group]) -> None:
    """Let authors choose from a collection that they share, and editors do all in any.

    Each author with an account adds to a collection of their own.
    """
    root = Collection.get_first_root_node()
    shared = own_images.named_below(root, own_images.SHARED)
    # Wagtail asks for the permissions of its own image model, whatever a site's is.
    image = Image._meta
    for name, actions in ON_IMAGES.items():
        collection = root if name == EDITORS else shared
        codenames = [f"{action}_{image.model_name}" for action in actions]
        for permission in Permission.objects.filter(
            content_type__app_label=image.app_label, codename__in=codenames
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=groups[name], collection=collection, permission=permission
            )
    for author in Author.objects.exclude(user=None).filter(collection=None):
        own_images.ensure_collection(author)


def let_editors_approve(editors: Group, pages: list[Any]) -> None:
    """Send authors' articles to the editors, where no workflow was chosen for a section."""
    task, _ = GroupApprovalTask.objects.get_or_create(name="Editors approve")
    task.groups.add(editors)
    # Wagtail's button says "Submit to" and this name.
    workflow, _ = Workflow.objects.get_or_create(name=EDITORS)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    for page in pages:
        WorkflowPage.objects.get_or_create(page_id=page.pk, defaults={"workflow": workflow})
