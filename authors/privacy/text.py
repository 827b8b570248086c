"""The words of the privacy page: what every app keeps, with the settings that are on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors.privacy.personal_data import Keeper, Kept, Text, keepers


@dataclass(frozen=True)
class Chapter:
    """What one app keeps."""

    name: str
    heading: Text
    kept: list[Kept]


def chapters() -> list[Chapter]:
    """Return a chapter for each app that keeps anything."""
    found = [Chapter(keeper.name, keeper.label, list(keeper.kept())) for keeper in keepers()]
    return [chapter for chapter in found if chapter.kept]


def privacy_contact() -> str:
    """Return whom to ask, in the words of the setting, or ""."""
    return getattr(settings, "AUTHORS_PRIVACY_CONTACT", "")


class SiteKeeper(Keeper):
    """What pages and forms know, whichever apps are there."""

    name = "site"
    label = gettext_lazy("Reading and forms")

    def kept(self) -> Iterable[Kept]:
        yield Kept(
            _("A keyed hash of the network that you send a form from"),
            _("to slow down robots; your IP address can’t be read from it"),
            _("one day at most, in memory"),
        )
        yield Kept(
            _("For those who write here: account, name, what was done in the editor, one cookie"),
            _("to log in and to edit"),
            _("as long as there is an account; the cookie two weeks"),
            _("editors"),
        )
