"""Who may confirm bank transfers."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from tips.models import BankTransfer

CONFIRM = "confirm"


class TransferPolicy(ModelPermissionPolicy):
    """There is one thing to do with a transfer; nobody adds or changes one, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == CONFIRM and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def register() -> None:
    register_permission_policy(BankTransfer, TransferPolicy(BankTransfer))


def may_confirm(user: Any) -> bool:
    return policy_registry.get_by_type(BankTransfer).user_has_permission(user, CONFIRM)
