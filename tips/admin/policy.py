"""Who may do what with money in the admin: read, refund, export, switch off, and nothing else."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from tips.models import PayoutAccount, Tip

ACTIONS = {
    Tip: frozenset({"view", "refund", "export", "moderate"}),
    PayoutAccount: frozenset({"view", "switch_off"}),
}


class MoneyPolicy(ModelPermissionPolicy):
    """Rows have one door each, so nobody adds, changes or deletes them, superusers included."""

    @property
    def actions(self) -> frozenset[str]:
        return ACTIONS[self.model]

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> Any:
        users = super().users_with_any_permission(self.actions.intersection(actions))
        return users if self.actions.intersection(actions) else users.none()


def register() -> None:
    """Put the policies in Wagtail's registry. Wagtail refuses once anybody has asked for one."""
    for model in ACTIONS:
        register_permission_policy(model, MoneyPolicy(model))


def may(user: Any, action: str) -> bool:
    """Return whether a user may do this with tips in general."""
    return policy_registry.get_by_type(Tip).user_has_permission(user, action)
