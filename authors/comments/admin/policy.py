"""Who moderates which comments: editors all, authors those on their own articles if they may."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from authors.comments.models import Comment, CommentSettings
from authors.comments.models.comment import CommentQuerySet
from authors.groups import EDITORS, give
from authors.models import Byline
from authors.ownership import author_pks_of
from authors.writers import ROLES

OF_AUTHORS = frozenset({"view", "change"})
OF_EDITORS = ["view_comment", "change_comment", "delete_comment", "change_commentsettings"]
ON_STANDINGS = [f"{action}_standing" for action in ("view", "add", "change", "delete")]


class CommentPolicy(ModelPermissionPolicy):
    """Comments come from readers, so nobody adds any here, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "add" or not user.is_active:
            return False
        is_editor = super().user_has_permission(user, action)
        return is_editor or (action in OF_AUTHORS and own_comments(user) is not None)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        mine = self.instances_user_has_any_permission_for(user, [action])
        return mine.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> CommentQuerySet:
        actions, comments = set(actions) - {"add"}, Comment.objects.all()
        if any(super(CommentPolicy, self).user_has_permission(user, each) for each in actions):
            return comments if user.is_active else comments.none()
        own = own_comments(user) if actions & OF_AUTHORS else None
        return comments.none() if own is None else comments.filter(own)


def own_comments(user: Any) -> Q | None:
    """Return what picks the comments on the user's own articles, or None if they moderate none."""
    roots = moderated_by_authors()
    mine = author_pks_of(user) if roots and user.is_active else set()
    if not mine:
        return None
    written = Byline.objects.filter(author__in=mine, role__in=ROLES)
    on_site = reduce(or_, [Q(page__path__startswith=path) for path in roots])
    return Q(page__in=written.values("page")) & on_site


def moderated_by_authors() -> list[str]:
    """Return the paths of the root pages of the sites on which authors moderate."""
    settings = CommentSettings.objects.filter(authors_moderate=True)
    roots = [each.site.root_page for each in settings.select_related("site__root_page")]
    return [page.path for root in roots for page in root.get_translations(inclusive=True)]


def register() -> None:
    """Put the policy in Wagtail's registry. Wagtail refuses once anybody has asked for one."""
    register_permission_policy(Comment, CommentPolicy(Comment))


def policy() -> CommentPolicy:
    return policy_registry.get_by_type(Comment)


def moderated_by(user: Any) -> CommentQuerySet:
    """Return the comments that a user moderates."""
    return policy().instances_user_has_any_permission_for(user, ["change"])


def sees_addresses(user: Any) -> bool:
    """Tell whether a user may see readers' e-mail addresses, which authors may not."""
    return user.is_active and user.has_perm("authors_comments.change_comment")


def may_decide(user: Any) -> bool:
    """Tell whether a user may ban and trust people, which concerns every article."""
    return user.is_active and user.has_perm("authors_comments.add_standing")


def give_permissions(groups: dict[str, Group]) -> None:
    give(groups[EDITORS], "authors_comments", [*OF_EDITORS, *ON_STANDINGS])
