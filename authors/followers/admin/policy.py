"""Who may do what with followers in the admin: see, delete, export, and nothing else."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from authors.followers.models import Follower, News
from authors.groups import EDITORS, give

FOR_EDITORS = ["view_follower", "delete_follower", "view_news"]


class ReadersOwnPolicy(ModelPermissionPolicy):
    """Rows are written by readers, so nobody adds or changes them, superusers included."""

    actions: frozenset[str] = frozenset({"view", "delete", "export"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class NewsPolicy(ReadersOwnPolicy):
    actions = frozenset({"view"})


def register() -> None:
    """Put the policies in Wagtail's registry. Wagtail refuses once anybody has asked for one."""
    register_permission_policy(Follower, ReadersOwnPolicy(Follower))
    register_permission_policy(News, NewsPolicy(News))


def give_permissions(groups: dict[str, Any]) -> None:
    """Let editors see and delete followers. Exporting all addresses is for whom you choose."""
    if group := groups.get(EDITORS):
        give(group, "authors_followers", FOR_EDITORS)
