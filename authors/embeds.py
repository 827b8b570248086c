"""Whose films, recordings and posts may be shown in an article, and where their players are.

Nothing is asked of anybody here: an address is only read. Which addresses count is a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Instances of free software that anybody can run: those that are known well, and a site's own.
FEDIVERSE = {
    "framatube.org": "peertube",
    "tilvids.com": "peertube",
    "video.blender.org": "peertube",
    "mastodon.social": "mastodon",
    "mastodon.online": "mastodon",
    "fosstodon.org": "mastodon",
    "chaos.social": "mastodon",
}


@dataclass(frozen=True)
class Provider:
    """Where players are found: `path` names the parts of an address that `player` is made of."""

    name: str
    kind: str | Promise
    hosts: tuple[str, ...]
    path: str
    player: str
    is_tall: bool = False


@dataclass(frozen=True)
class Player:
    """What a reader may load instead of following the link."""

    provider: str
    kind: str | Promise
    url: str
    is_tall: bool

    @property
    def origin(self) -> str:
        """Return the only origin that a page with this player may show in a frame."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


VIDEO, SOUND, POST = _("Video"), _("Recording"), _("Post")
PROVIDERS = (
    # Source: https://support.google.com/youtube/answer/171780 ("privacy enhanced mode")
    Provider("YouTube", VIDEO, ("youtube.com", "www.youtube.com", "m.youtube.com",
             "www.youtube-nocookie.com"), r"/(?:watch|shorts/|live/|embed/)(?P<id>[\w-]{11})?",
             "https://www.youtube-nocookie.com/embed/{id}"),
    Provider("YouTube", VIDEO, ("youtu.be",), r"/(?P<id>[\w-]{11})",
             "https://www.youtube-nocookie.com/embed/{id}"),
    # Source: https://developer.vimeo.com/player/sdk/embed (dnt: sets no cookies)
    Provider("Vimeo", VIDEO, ("vimeo.com", "www.vimeo.com", "player.vimeo.com"),
             r"/(?:video/)?(?P<id>\d{4,12})", "https://player.vimeo.com/video/{id}?dnt=1"),
    Provider("Spotify", SOUND, ("open.spotify.com",),
             r"/(?:intl-[a-z]{2}/)?(?P<what>episode|show|track|album|playlist)/(?P<id>\w{22})",
             "https://open.spotify.com/embed/{what}/{id}"),
)  # fmt: skip
SOFTWARE = {
    # Source: https://docs.joinpeertube.org/api/embed-player
    "peertube": (VIDEO, r"/(?:w|videos/watch|videos/embed)/(?P<id>[\w-]{22,36})",
                 "https://{host}/videos/embed/{id}", False),
    "mastodon": (POST, r"/@(?P<who>[\w.-]+(?:@[\w.-]+)?)/(?P<id>\d{1,20})",
                 "https://{host}/@{who}/{id}/embed", True),
}  # fmt: skip


def providers() -> Iterator[Provider]:
    yield from PROVIDERS
    for host, software in (FEDIVERSE | getattr(settings, "AUTHORS_EMBED_HOSTS", {})).items():
        kind, path, player, is_tall = SOFTWARE[software]
        yield Provider(host, kind, (host,), path, player, is_tall)


def player_for(address: str) -> Player | None:
    """Return where the player for an address is, or None if it is of nobody on the list."""
    try:
        parts = urlsplit((address or "").strip())
        host, port, query = parts.hostname, parts.port, parse_qs(parts.query)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or port or "@" in parts.netloc:
        return None
    for provider in providers():
        if host in provider.hosts and (found := match(provider, parts.path, query)):
            url = provider.player.format(host=host, **found)
            return Player(provider.name, provider.kind, url, provider.is_tall)
    return None


def match(provider: Provider, path: str, query: dict[str, list[str]]) -> dict[str, str] | None:
    """Return the parts that a player's address is made of; YouTube has its own in the query."""
    found = re.fullmatch(f"{provider.path}/?", path, re.ASCII)
    if found is None:
        return None
    parts = found.groupdict()
    if parts["id"] is None:
        parts["id"] = query.get("v", [""])[0]
    return parts if re.fullmatch(r"[\w-]+", parts["id"], re.ASCII) else None


def origins_in(body: Any) -> list[str]:
    """Return the origins of the players in a StreamField's value, each once."""
    blocks = [block["value"] for block in body.raw_data if block["type"] == "embed"]
    players = [player_for((value or {}).get("url") or "") for value in blocks]
    return list(dict.fromkeys(player.origin for player in players if player))


class FramingMixin:
    """Let a page show the frames that its own body has players for, and no others.

    `_csp_update` is django-csp's own way; on a site without django-csp nothing reads it.
    """

    body: Any

    @property
    def has_players(self) -> bool:
        return bool(origins_in(self.body))

    def serve(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.allow_frames(super().serve(*args, **kwargs))  # type: ignore[misc]

    def serve_preview(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.allow_frames(super().serve_preview(*args, **kwargs))  # type: ignore[misc]

    def allow_frames(self, response: HttpResponse) -> HttpResponse:
        if origins := origins_in(self.body):
            response._csp_update = {"frame-src": origins}  # type: ignore[attr-defined]
        return response
