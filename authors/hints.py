"""What a profile still lacks, and why readers would be glad of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Hint(NamedTuple):
    """A thing to add, and what it is good for."""

    what: StrOrPromise
    why: StrOrPromise


def lacks_alt_text(profile: Any) -> bool:
    return bool(profile.photo_id and not profile.photo_alt)


def lacks_proof(profile: Any) -> bool:
    """Tell whether no link leads to a place that could confirm that this is the same person."""
    links = profile.authors_links.all()
    return not any(link.is_me and not link.is_support for link in links)


CHECKS: list[tuple[Callable[[Any], bool], Hint]] = [
    (
        lambda profile: not profile.photo_id,
        Hint(_("A photo"), _("Readers remember a face sooner than a name.")),
    ),
    (
        lacks_alt_text,
        Hint(
            _("A description of the photo"),
            _("Readers who can't see it learn what others see."),
        ),
    ),
    (
        lambda profile: not profile.headline,
        Hint(_("A headline"), _("It says in a few words why you are worth reading on this.")),
    ),
    (
        lambda profile: not profile.short_bio,
        Hint(_("A short bio"), _("It stands under each of your articles, where readers ask who wrote it.")),
    ),
    (
        lambda profile: not profile.body,
        Hint(_("More about you"), _("Who comes to your page wants to know more than three sentences.")),
    ),
    (
        lacks_proof,
        Hint(_("A link that is you"), _("Other sites, such as Mastodon, can then confirm that this is you.")),
    ),
    (
        lambda profile: not profile.fediverse_handle,
        Hint(
            _("A fediverse handle"),
            _("Where your articles are shared on Mastodon, your name leads to your account."),
        ),
    ),
]  # fmt: skip
TOTAL = len(CHECKS)


def for_profile(profile: Any) -> list[Hint]:
    """Return what is missing, the most useful first."""
    return [hint for is_missing, hint in CHECKS if is_missing(profile)]
