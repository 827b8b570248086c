"""What the apps keep about a person: to hand out, to erase, to forget in time, to tell readers.

An app says so by the hook `authors_personal_data`, which returns a Keeper.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from wagtail import hooks

from authors.models import PrivacyRecord

Text = str | Promise


@dataclass(frozen=True)
class Kept:
    """One thing that is stored about readers, in words for the privacy page."""

    what: Text
    why: Text
    how_long: Text
    who: Text = ""  # who gets to see it, beside those who run the site


class Keeper:
    """What one app keeps. Addresses are matched by `authors.mailboxes.same_address`."""

    name = ""
    label: Text = ""

    def export(self, email: str) -> list[dict[str, Any]]:
        """Return all that is kept about the owner of an address, a dictionary for each row."""
        return []

    def erase(self, email: str) -> int:
        """Take out all that names the owner of an address. Return how many rows that changed."""
        return 0

    def forget(self) -> int:
        """Take out what was kept for long enough. Return how many rows that changed."""
        return 0

    def kept(self) -> Iterable[Kept]:
        """Return what is stored with the settings that are on."""
        return ()


def keepers() -> list[Keeper]:
    return [hook() for hook in hooks.get_hooks("authors_personal_data")]


def export_person(email: str, *, user: Any = None) -> dict[str, list[dict[str, Any]]]:
    """Return all that is kept about the owner of an address, by app, and record that it was asked."""
    with transaction.atomic():
        found = {keeper.name: keeper.export(email) for keeper in keepers()}
        note(PrivacyRecord.Action.EXPORT, {name: len(rows) for name, rows in found.items()}, user)
    return found


def erase_person(email: str, *, user: Any = None) -> PrivacyRecord:
    """Erase the owner of an address from every app. The record says when and how much, not whom."""
    with transaction.atomic():
        counts = {keeper.name: keeper.erase(email) for keeper in keepers()}
        return note(PrivacyRecord.Action.ERASE, counts, user)


def note(action: str, counts: dict[str, int], user: Any) -> PrivacyRecord:
    return PrivacyRecord.objects.create(action=action, counts=counts, user=user)


def forget() -> int:
    """Let every app take out what it has kept for long enough. Return how many rows that changed."""
    return sum(keeper.forget() for keeper in keepers())
