"""A film, a recording or a post of elsewhere, of which nothing is loaded before a click."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from authors.blocks.picker import MEDIA, PREVIEW
from authors.embeds import Player, player_for


class EmbedValue(blocks.StructValue):
    @property
    def address(self) -> str:
        """Return the link, or "" for a draft's half an address."""
        url = (self.get("url") or "").strip()
        return url if url.startswith(("https://", "http://")) else ""

    @property
    def player(self) -> Player | None:
        return player_for(self.address)

    @property
    def provider(self) -> str:
        return self.player.provider if self.player else self.host

    @property
    def host(self) -> str:
        try:
            return urlsplit(self.address).hostname or ""
        except ValueError:
            return ""


class EmbedAddressBlock(blocks.URLBlock):
    """An address of somebody on the list."""

    def clean(self, value: str) -> Any:
        address = super().clean(value)
        if address and player_for(address) is None:
            raise ValidationError(
                _(
                    "This isn't the address of a single video, recording or post at a provider that"
                    " is allowed here. Link to it in the text instead."
                )
            )
        return address


class EmbedBlock(blocks.StructBlock):
    url = EmbedAddressBlock(
        label=_("Address"),
        help_text=_(
            "A video at YouTube, Vimeo or PeerTube, a recording at Spotify, a Mastodon post."
        ),
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=200,
        help_text=_("What it is: readers decide by this whether to load it."),
    )

    class Meta:
        icon = "media"
        label = _("Video or post from elsewhere")
        group = MEDIA
        description = _("A card with a link. Nothing is loaded from there before a reader's click.")
        template = "authors/blocks/embed.html"
        value_class = EmbedValue
        preview_template = PREVIEW
        preview_value = {
            "url": "https://www.youtube.com/watch?v=jNQXAC9IVRw",
            "title": _("How the mill works"),
        }
