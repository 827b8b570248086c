"""The social networks an author can link to. One line adds one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from simple_icons_pack import get_icon

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Network(NamedTuple):
    """A place where an author can be found; `icon` is a slug of the Simple Icons set, or empty.

    Where readers can send money, `hosts` says whose address it must be; `is_support` without hosts
    takes any.
    """

    label: StrOrPromise
    icon: str
    is_support: bool = False
    hosts: tuple[str, ...] = ()


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
    "rss": Network("RSS", "rss"),
    "kofi": Network("Ko-fi", "kofi", True, ("ko-fi.com",)),
    "buymeacoffee": Network(
        "Buy Me a Coffee", "buymeacoffee", True, ("buymeacoffee.com", "coff.ee")
    ),
    "liberapay": Network("Liberapay", "liberapay", True, ("liberapay.com",)),
    "githubsponsors": Network("GitHub Sponsors", "githubsponsors", True, ("github.com",)),
    "paypalme": Network("PayPal.Me", "paypal", True, ("paypal.me", "paypal.com")),
    "support": Network(_("Support page"), "", True),
}


def networks() -> dict[str, Network]:
    """Return every network by key, with the site's own from AUTHORS_NETWORKS."""
    extra = getattr(settings, "AUTHORS_NETWORKS", {})
    return BUILT_IN | {key: Network(*value) for key, value in extra.items()}


def choices() -> list[Any]:
    """Return the choices of a select, the ways to support an author in a group of their own."""
    known = networks().items()
    places = [(key, str(network.label)) for key, network in known if not network.is_support]
    support = [(key, str(network.label)) for key, network in known if network.is_support]
    return [*places, (str(_("Other ways to support you")), support)]


def is_support(key: str) -> bool:
    network = networks().get(key)
    return bool(network and network.is_support)


def is_at(key: str, url: str) -> bool:
    """Tell whether an address is the network's own; most networks have no certain hosts."""
    hosts = networks()[key].hosts
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return not hosts or host in hosts


def icon_svg(key: str) -> str:
    """Return the brand's SVG element, or an empty string where the set has none."""
    network = networks().get(key)
    icon = get_icon(network.icon) if network and network.icon else None
    return icon.svg if icon else ""
