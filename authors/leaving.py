"""An author who leaves: the account is closed or let go, what they wrote stays."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry

from authors.models import Author

LEFT, RETURNED = "authors.left", "authors.returned"


def leave(author: Author, *, deactivate: bool = True, user: Any = None) -> None:
    """Note that the author has left, and deactivate the account or only unlink it."""
    with transaction.atomic():
        author = Author.objects.select_for_update().get(pk=author.pk)
        account = author.user
        if author.left_on is not None:
            return
        if account is not None and deactivate:
            set_active(account, False, by=user)
        elif account is not None:
            author.user = None
        author.left_on = timezone.localdate()
        author.save(update_fields=["left_on", "user"])
        closed = str(account.pk) if account is not None and deactivate else ""
        log(author, LEFT, user=user, data={"deactivated": closed})


def come_back(author: Author, *, user: Any = None) -> None:
    """Take back that the author has left, with the account if leaving had deactivated it."""
    with transaction.atomic():
        author = Author.objects.select_for_update().get(pk=author.pk)
        if author.left_on is None:
            return
        account = closed_account(author)
        if account is not None:
            set_active(account, True, by=user)
        author.left_on = None
        author.save(update_fields=["left_on"])
        log(author, RETURNED, user=user)


def closed_account(author: Author) -> Any:
    """Return the account that leaving deactivated. Who closed another one had other reasons."""
    entries = log_registry.get_logs_for_instance(author).filter(action=LEFT)
    entry = entries.order_by("-timestamp", "-pk").first()
    is_ours = entry is not None and entry.data["deactivated"] == str(author.user_id)
    return author.user if is_ours and author.user and not author.user.is_active else None


def may_close(account: Any, by: Any) -> bool:
    """Tell whether `by` may deactivate an account: neither the own one nor a peer's.

    Editors link accounts to authors, so without this they could close anybody's.
    """
    if by is None or account.pk == by.pk:
        return by is None
    return by.is_superuser or account.get_all_permissions() < by.get_all_permissions()


def set_active(account: Any, is_active: bool, *, by: Any) -> None:
    if not may_close(account, by):
        raise PermissionDenied
    account.is_active = is_active
    account.save(update_fields=["is_active"])
