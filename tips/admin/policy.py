"""Who may do what with tips in the admin: read, refund, export, and nothing else."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from tips.models import Tip

ACTIONS = frozenset({"view", "refund", "export"})


class TipPolicy(ModelPermissionPolicy):
    """Rows are written by the ledger, so nobody adds, changes or deletes them, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> Any:
        users = super().users_with_any_permission(ACTIONS.intersection(actions))
        return users if ACTIONS.intersection(actions) else users.none()


def register() -> None:
    """Put the policy in Wagtail's registry. Wagtail refuses once anybody has asked for one."""
    register_permission_policy(Tip, TipPolicy(Tip))


def may(user: Any, action: str) -> bool:
    """Return whether a user may do this with tips in general."""
    return policy_registry.get_by_type(Tip).user_has_permission(user, action)
