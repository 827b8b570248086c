"""The social networks an author can link to. One line adds one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from simple_icons_pack import get_icon

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Network(NamedTuple):
    """A place where an author can be found; `icon` is a slug of the Simple Icons set, or empty."""

    label: StrOrPromise
    icon: str


BUILT_IN = {
    "website": Network(_("Website"), ""),
    "mastodon": Network("Mastodon", "mastodon"),
    "bluesky": Network("Bluesky", "bluesky"),
    "github": Network("GitHub", "github"),
    "codeberg": Network("Codeberg", "codeberg"),
    "gitlab": Network("GitLab", "gitlab"),
    "linkedin": Network("LinkedIn", ""),
    "xing": Network("Xing", "xing"),
    "x": Network("X", "x"),
    "threads": Network("Threads", "threads"),
    "instagram": Network("Instagram", "instagram"),
    "pixelfed": Network("Pixelfed", "pixelfed"),
    "facebook": Network("Facebook", "facebook"),
    "youtube": Network("YouTube", "youtube"),
    "peertube": Network("PeerTube", "peertube"),
    "twitch": Network("Twitch", "twitch"),
    "orcid": Network("ORCID", "orcid"),
    "stackoverflow": Network("Stack Overflow", "stackoverflow"),
    "kofi": Network("Ko-fi", "kofi"),
    "liberapay": Network("Liberapay", "liberapay"),
    "rss": Network("RSS", "rss"),
}


def networks() -> dict[str, Network]:
    """Return every network by key, with the site's own from AUTHORS_NETWORKS."""
    extra = getattr(settings, "AUTHORS_NETWORKS", {})
    return BUILT_IN | {key: Network(*value) for key, value in extra.items()}


def choices() -> list[tuple[str, str]]:
    return [(key, str(network.label)) for key, network in networks().items()]


def icon_svg(key: str) -> str:
    """Return the brand's SVG element, or an empty string where the set has none."""
    network = networks().get(key)
    icon = get_icon(network.icon) if network and network.icon else None
    return icon.svg if icon else ""
